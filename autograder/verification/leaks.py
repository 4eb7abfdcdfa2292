"""What must not be in a bundle: solutions, hidden checks, misconceptions, secrets.

Looks at the finished bytes and not at what they were made from, inside notebooks (outputs too) and
archives. Imports authoring, grading and the records.
"""

from __future__ import annotations

import ast
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.stubs import make_stub_of
from autograder.grading.checks import collect_checks
from autograder.records import Assignment

# A line this short, `return x` or `n = len(x)`, is anyone's.
_SHORTEST_LINE = 20
_SHORTEST_SENTENCE = 30
# So is an import, the head of a loop, a return of what has been computed elsewhere, or a call as
# every tutorial has it: `torch.manual_seed(seed)`, `optimizer.zero_grad()`.
_ANYONES = r"import |from |.*:$|return [\w, ]+$|[a-z_.]+\(\w*\)$"
_DEEPEST_ARCHIVE = 5


@dataclass(frozen=True)
class Leak:
    """Something of the instructor's in the bundle."""

    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.file} has {self.what}"


def find_leaks(assignment: Assignment, bundle: bytes, secret: bytes) -> list[Leak]:
    """Everything in the bytes of a bundle that students must not get."""
    private = [*_solution_lines(assignment), *_hidden_checks(assignment), *_hints(assignment)]
    leaks = []
    for file, data in _files("bundle", bundle):
        if secret in data:
            leaks.append(Leak(file, "the course's secret"))
        text = _squeezed(data.decode("utf-8", "replace"))
        leaks += [Leak(file, what) for what, words in private if _contains(text, words)]
    return leaks


_Private = tuple[str, str]
"""How a leak is called, and its words, squeezed."""


def _contains(text: str, words: str) -> bool:
    """Whether these very words are in it: `test_pad` is not in `test_padding`."""
    return words in text and bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _solution_lines(assignment: Assignment) -> Iterator[_Private]:
    """Lines of right solutions that are neither in the stub nor in what students read anyway."""
    public = _lines(make_stub_of(assignment.reference))
    for path in [assignment.reference, *sorted((assignment.solutions / "accepted").glob("*.py"))]:
        for line in _code_lines(path) - public:
            if len(line) >= _SHORTEST_LINE and not re.match(_ANYONES, line):
                yield f"a line of {path.name}: {line!r}", line


def _hidden_checks(assignment: Assignment) -> Iterator[_Private]:
    checks = collect_checks(assignment)
    visible = [check.description for check in checks if check.is_visible]
    names, titles = {one.name for one in visible}, {one.title for one in visible}
    for check in checks:
        name, title = check.description.name, check.description.title
        if not check.is_visible and name not in names:
            yield f"the hidden check {name}", name
            if title not in titles:
                yield f"what the hidden check {name} says", _squeezed(title)


def _hints(assignment: Assignment) -> Iterator[_Private]:
    for path in sorted((assignment.solutions / "wrong").glob("*.py")):
        hint = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        for sentence in re.split(r"(?<=[.?!])\s+", _squeezed(hint)):
            if len(sentence) >= _SHORTEST_SENTENCE:
                yield f"the hint of wrong/{path.name}", sentence


def _code_lines(path: Path) -> set[str]:
    """A module's lines, squeezed: as they are written, and as statements on one line each."""
    source = path.read_text(encoding="utf-8")
    statements = ast.unparse(_without_docstrings(ast.parse(source)))
    return _lines(source) | _lines(statements)


def _lines(source: str) -> set[str]:
    return {_squeezed(line.partition("  #")[0]) for line in source.splitlines()}


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [part for part in body if not _is_text(part)]  # type: ignore[attr-defined]
    return tree


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _files(name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """Every file in it, inside archives too; a notebook as the text of its cells."""
    if depth < _DEEPEST_ARCHIVE and zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.namelist():
                yield from _files(entry, archive.read(entry), depth + 1)
        return
    if name.endswith(".ipynb"):
        yield name, "\n".join(_texts(json.loads(data))).encode()
    yield name, data


def _texts(value: object) -> Iterator[str]:
    """Every text in a notebook; lists of lines as one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        if all(isinstance(part, str) for part in value):
            yield "".join(value)
        else:
            for part in value:
                yield from _texts(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)


def _squeezed(text: str) -> str:
    """On one line, with single spaces and one kind of quotes."""
    return " ".join(text.replace('"', "'").split())
