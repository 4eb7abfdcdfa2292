"""What tells copies from honest pairs, and how long a class takes.

Honest pairs are two of a week's right solutions, which were written apart. A copy is one of them
after what takes a minute: other names, other comments and layout, another order of the functions,
all of it; or another solution into which its three longest functions were put. Both are compared
within the week's sample class, where it has one. With copydetect installed, what it says of the
same pairs.

    python benchmarks/similarity.py [--students 1000]
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import io
import random
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from autograder.authoring.stubs import make_stub_of
from autograder.course import Course
from autograder.intake.taking_in import take_in
from autograder.records import Assignment
from autograder.similarity.comparison import Writing, compare, own_windows, shares_of
from autograder.similarity.given import given_windows

_EXAMPLES = Path(__file__).parents[1] / "examples"
_Texts = Sequence[tuple[str, str]]


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, help="time classes of this size, and of a tenth")
    options = parser.parse_args()
    course = Course.find(Path(__file__).parent)
    weeks = [course.assignment(name) for name in course.assignment_names()]
    if options.students:
        _print_times(course.assignment("hw4_convolution"), options.students)
        return
    _print_separation("autograder similar", weeks, _by_ours)
    if importlib.util.find_spec("copydetect"):
        _print_separation("copydetect", weeks, _by_copydetect)
    _print_classes(weeks)


def _print_separation(
    title: str, weeks: Sequence[Assignment], measure: Callable[[Assignment, _Texts], list[float]]
) -> None:
    print(f"{title}: the most of honest pairs, the least of copies")
    print(f"{'week':22}{'honest':>8}" + "".join(f"{name:>12}" for name in _WAYS))
    for week in weeks:
        right = _right_solutions(week)
        most = max(measure(week, list(combinations(right, 2))))
        least = [
            min(measure(week, [(one, way(one, right[k - 1])) for k, one in enumerate(right)]))
            for way in _WAYS.values()
        ]
        print(f"{week.name:22}{most:>8.2f}" + "".join(f"{share:>12.2f}" for share in least))
    print()


def _print_classes(weeks: Sequence[Assignment]) -> None:
    print(f"{'sample class':22}{'pairs':>8}{'median':>8}{'quarter':>8}{'line':>8}{'listed':>8}")
    for week in weeks:
        texts = _sample_class(week)
        if not texts:
            continue
        found = compare(week.name, _writings(texts), _given(week))
        assert found.usual is not None
        usual = found.usual
        print(
            f"{week.name:22}{sum(usual.tenths):>8}{usual.median:>8.2f}{usual.upper_quartile:>8.2f}"
            f"{found.line:>8.2f}{len(found.pairs):>8}"
        )


def _print_times(week: Assignment, students: int) -> None:
    """Of classes whose students have drawn each function from some right solution."""
    sources = [text for text in (*_sample_class(week), *_right_solutions(week)) if _parses(text)]
    draw = random.Random(0)
    given = _given(week)
    print(f"{'students':>8}{'pairs':>10}{'CPU s':>8}{'CPU ms each':>12}{'clock s':>8}{'MB':>6}")
    for number in (max(students // 10, 2), students):
        writings = _writings([_drawn(sources, draw) for _ in range(number)])
        start, cpu = time.perf_counter(), _cpu_seconds()
        compare(week.name, writings, given)
        cpu, seconds = _cpu_seconds() - cpu, time.perf_counter() - start
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{number:>8}{number * (number - 1) // 2:>10}{cpu:>8.1f}{1000 * cpu / number:>12.1f}"
            f"{seconds:>8.1f}{megabytes:>6.0f}",
            flush=True,
        )


def _cpu_seconds() -> float:
    """Of this process and those that it has read submissions in."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(kind) for kind in kinds]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _by_ours(week: Assignment, pairs: _Texts) -> list[float]:
    """What each pair shares, in a class with the week's sample students."""
    given = _given(week)
    others = [own_windows(text.encode(), given) for text in _sample_class(week)]
    found = []
    for pair in pairs:
        windows = [*(own_windows(text.encode(), given) for text in pair), *others]
        shares = shares_of([one for one in windows if isinstance(one, np.ndarray)])
        found.append(float(shares[0, 1]))
    return found


def _by_copydetect(week: Assignment, pairs: _Texts) -> list[float]:
    """With its own settings, but all windows, so that every run says the same."""
    from copydetect import CodeFingerprint, compare_files

    stub = io.StringIO(make_stub_of(week.reference))
    given = list(CodeFingerprint("stub.py", 25, 1, fp=stub).hashes)
    return [
        max(
            compare_files(
                *(CodeFingerprint("one.py", 25, 1, given, fp=io.StringIO(text)) for text in pair)
            )[1]
        )
        for pair in pairs
    ]


def _right_solutions(week: Assignment) -> list[str]:
    files = [week.reference, *sorted((week.solutions / "accepted").glob("*.py"))]
    return [file.read_text(encoding="utf-8") for file in files]


def _sample_class(week: Assignment) -> list[str]:
    folder, file = _EXAMPLES / week.name, f"{week.module}.py"
    if not folder.is_dir():
        return []
    taken = take_in(folder, week).submissions
    return [one.files[file].decode("utf-8", "replace") for one in taken if file in one.files]


def _given(week: Assignment) -> frozenset[bytes]:
    return given_windows(make_stub_of(week.reference), week.module)


def _writings(texts: Iterable[str]) -> list[Writing]:
    return [
        Writing(str(k), "", str(k), frozenset({k}), text.encode()) for k, text in enumerate(texts)
    ]


def _parses(text: str) -> bool:
    try:
        return bool(ast.parse(text))
    except SyntaxError:
        return False


def _functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def _drawn(sources: Sequence[str], draw: random.Random) -> str:
    """A text each of whose functions is that of some source."""
    tree = ast.parse(draw.choice(sources))
    for at, node in enumerate(tree.body):
        others = _functions(ast.parse(draw.choice(sources)))
        if isinstance(node, ast.FunctionDef):
            tree.body[at] = others.get(node.name, node)
    return ast.unparse(tree)


def _renamed(text: str, _: str) -> str:
    """Every variable called otherwise; the layout stays."""
    tree = ast.parse(text)
    stored = {
        node.id: node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    lines = [line.encode() for line in text.splitlines()]
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in stored]
    for node in sorted(found, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        line, start, end = lines[node.lineno - 1], node.col_offset, node.end_col_offset
        if line[start:end] == node.id.encode():  # inside f-strings, places may be others
            lines[node.lineno - 1] = line[:start] + b"my_" + line[start:end] + line[end:]
    return b"\n".join(lines).decode()


def _reformatted(text: str, _: str) -> str:
    """Without comments, docstrings, and all that is layout."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)


def _reordered(text: str, _: str) -> str:
    """The functions in another order."""
    tree = ast.parse(text)
    found = list(_functions(tree).values())
    others = [node for node in tree.body if node not in found]
    random.Random(0).shuffle(found)
    tree.body = [*others, *found]
    return ast.unparse(tree)


def _all_changed(text: str, _: str) -> str:
    return _reordered(_reformatted(_renamed(text, ""), ""), "")


def _three_functions(text: str, other: str) -> str:
    """Another solution with the three longest functions of this one."""
    ours, tree = _functions(ast.parse(text)), ast.parse(other)
    shared = ours.keys() & _functions(tree).keys()
    longest = sorted(shared, key=lambda name: (-len(ast.unparse(ours[name])), name))[:3]
    for at, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef) and node.name in longest:
            tree.body[at] = ours[node.name]
    return ast.unparse(tree)


_WAYS: dict[str, Callable[[str, str], str]] = {
    "renamed": _renamed,
    "reformatted": _reformatted,
    "reordered": _reordered,
    "all of it": _all_changed,
    "3 functions": _three_functions,
}


if __name__ == "__main__":
    main()
