"""The same eight checks, by this package and by the tools that instructors grade with now.

Plain pytest, gradescope-utils' own runner, Otter and nbgrader, each as its documentation has it,
grade a right submission of hw4_convolution, each in processes of its own, without a container;
nbgrader grades several by one command, too. They are installed from PyPI, at the versions of
`other_tools/requirements.txt`, into an environment that is kept for the next time. This package
grades classes by `autograder grade`: what a submission costs is given with the start-up shared
among a class, and without it. All take turns, and of each the median round counts.

    python benchmarks/other_tools.py [--rounds 5] [--repetitions 2] [--classes 50 200]
        [--environment FOLDER]

Of four of the checks Hypothesis draws 100 cases: for the others anew for every submission, here
once for the class.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import nbformat
from floor import cost_of, recorded_calls
from measuring import COURSE, SECRET, Costs, ProcessorClock, processor_clock, right_solutions
from nbformat import v4

from autograder.course import Course
from autograder.grading.prepared import prepare

_HERE = Path(__file__).parent / "other_tools"
_CHECKS = _HERE / "test_eight.py"
_NUMBER_OF_CHECKS = 8
_WEEK = "hw0_eight"
_SOLUTION = "im2col"
_REPETITIONS_OF_CALLS = 21
_REACHES = {"pytest": 12, "gradescope-utils": 12}
_REACH_OF_OTHERS = 50


class Place(NamedTuple):
    """Where a tool grades: its folder, the environment's programs, and the submission."""

    folder: Path
    programs: Path
    solution: Path

    def run(self, program: str, *arguments: str, cwd: Path | None = None) -> None:
        """Run one of the programs, with the folder's modules to import.

        Raises:
            subprocess.CalledProcessError: it failed.
        """
        subprocess.run(
            [self.programs / program, *arguments],
            cwd=cwd or self.folder,
            env={
                **os.environ,
                "PATH": f"{self.programs}:{os.environ['PATH']}",
                "PYTHONPATH": os.pathsep.join(map(str, (self.folder, COURSE.root))),
            },
            check=True,
            capture_output=True,
            text=True,
        )


Grading = Callable[[int], int]
"""Grades so many submissions, and returns how many checks passed in all."""


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--repetitions", type=int, default=2, help="of a tool in each round")
    parser.add_argument("--classes", type=int, nargs="+", default=[50, 200])
    kept = Path(tempfile.gettempdir()) / "autograder-benchmark-environment"
    parser.add_argument("--environment", type=Path, default=kept)
    options = parser.parse_args()

    with processor_clock() as processor, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        solution = right_solutions(COURSE.assignment("hw4_convolution"))[_SOLUTION]
        here = Place(folder / "this package", Path(sys.executable).parent, solution)
        _provide(here)
        grade = _ours(here)
        others: dict[str, Grading] = {}
        if _installed(options.environment):
            for tool, made_ready in _TOOLS.items():
                place = Place(folder / tool, options.environment / "bin", solution)
                _provide(place)
                with _said_if_it_fails(tool):
                    others[tool] = made_ready(place)
        ours_of_rounds: list[dict[str, Costs]] = []
        others_of_rounds: list[dict[str, Costs]] = []
        for _ in range(options.rounds):
            ours_of_rounds.append(_of_ours(grade, options.classes, processor))
            others_of_rounds.append(_of_others(others, options.repetitions, processor))
        floor = _floor(here)
    for number, kind in enumerate(("processor", "clock")):
        ours = _medians(ours_of_rounds, number)
        _print_table(kind, floor[number], ours, _medians(others_of_rounds, number))


def _medians(rounds: Sequence[dict[str, Costs]], number: int) -> dict[str, float]:
    """Of what was measured in all rounds; `number` says which kind of time."""
    labels = [label for label in rounds[0] if all(label in costs for costs in rounds)]
    return {label: statistics.median(costs[label][number] for costs in rounds) for label in labels}


def _measured(grade: Grading, number: int, processor: ProcessorClock) -> Costs:
    begin = Costs(processor(), time.perf_counter())
    passed = grade(number)
    costs = Costs(processor(), time.perf_counter()).since(begin)
    assert passed == number * _NUMBER_OF_CHECKS, f"only {passed} checks passed"
    return costs


def _of_ours(grade: Grading, classes: Sequence[int], processor: ProcessorClock) -> dict[str, Costs]:
    """A submission's costs, in classes of these sizes and beyond the start-up."""
    start_up = _measured(grade, 1, processor)
    wholes = {size: _measured(grade, size, processor) for size in sorted(classes)}
    largest = max(classes)
    return {
        **{f"in a class of {size}": whole.each(size) for size, whole in wholes.items()},
        "beyond the start-up": wholes[largest].since(start_up).each(largest - 1),
    }


def _of_others(
    tools: Mapping[str, Grading], repetitions: int, processor: ProcessorClock
) -> dict[str, Costs]:
    """A submission's costs, by each tool that can be run."""
    found = {}
    for tool, grade in tools.items():
        with _said_if_it_fails(tool):
            found[tool] = _measured(grade, repetitions, processor).each(repetitions)
    return found


@contextlib.contextmanager
def _said_if_it_fails(tool: str) -> Iterator[None]:
    """What it says itself, where it can't be run; the others go on."""
    try:
        yield
    except subprocess.CalledProcessError as error:
        print(f"{tool} could not be run: {error}\n{error.stdout}{error.stderr}")


def _ours(place: Place) -> Grading:
    """By `autograder grade`, in a course that has these checks only."""
    root = place.folder / "course"
    folders = {
        part: root / part / _WEEK for part in ("assignments", "solutions", "autograder/hidden")
    }
    for folder in (*folders.values(), folders["assignments"] / "tests"):
        folder.mkdir(parents=True)
    week = COURSE.assignment("hw4_convolution")
    shutil.copy(week.handout.parent / "assignment.toml", folders["assignments"])
    shutil.copy(week.reference, folders["solutions"])
    shutil.copy(_CHECKS, folders["autograder/hidden"])

    def grade(number: int) -> int:
        handed_in, out = root / f"class-{number}", root / "out"
        shutil.rmtree(out, ignore_errors=True)
        for k in range(number):
            _place(place.solution, handed_in / f"right {k}" / "convolution.py", f"# {k}\n")
        command = ("-m", "autograder", "--course", str(root), "grade", _WEEK, str(handed_in))
        place.run("python", *command, "--out", str(out), "--workers", "1", "--quiet")
        results = [json.loads(path.read_text()) for path in (out / "results").iterdir()]
        return sum(_passed(result) for result in results)

    return grade


def _floor(place: Place) -> Costs:
    """What the checks' calls take alone, in this warm process, in the median."""
    sys.path.insert(0, str(place.folder))
    prepared = prepare(Course(place.folder / "course").assignment(_WEEK), SECRET)
    calls = recorded_calls(prepared, place.solution)
    costs = [cost_of(calls) for _ in range(_REPETITIONS_OF_CALLS)]
    return Costs(*map(statistics.median, zip(*costs, strict=True)))


def _pytest(place: Place) -> Grading:
    def grade(number: int) -> int:
        for _ in range(number):
            place.run("python", "-m", "pytest", "-q", "test_eight.py")
        return number * _NUMBER_OF_CHECKS  # otherwise its status is another

    return grade


def _gradescope(place: Place) -> Grading:
    def grade(number: int) -> int:
        passed = 0
        for _ in range(number):
            place.run("python", "run_gradescope.py")
            passed += _passed(json.loads((place.folder / "results.json").read_text()))
        return passed

    return grade


def _otter(place: Place) -> Grading:
    tests = place.folder / "otter"
    tests.mkdir()
    shutil.copy(_HERE / "otter_checks.py", tests / "eight.py")
    zipped = place.folder / "autograder.zip"
    place.run("otter", "generate", "-t", str(tests), "-o", str(zipped))
    notebook = v4.new_notebook(cells=[v4.new_code_cell(place.solution.read_text())])
    nbformat.write(notebook, place.folder / "submission.ipynb")

    def grade(number: int) -> int:
        passed = 0
        for _ in range(number):
            place.run("otter", "run", "-a", str(zipped), "--no-logo", "submission.ipynb")
            tests = json.loads((place.folder / "results.json").read_text())["tests"]
            passed += round(sum(test.get("score", 0) for test in tests))
        return passed

    return grade


def _nbgrader(place: Place) -> Grading:
    """Each submission by a command of its own."""
    return _nbgrader_by(place, lambda number: [("--student", f"right{k}") for k in range(number)])


def _nbgrader_at_once(place: Place) -> Grading:
    """All submissions by one command, as its users do; each has a kernel of its own."""
    return _nbgrader_by(place, lambda number: [()])


def _nbgrader_by(place: Place, commands: Callable[[int], Sequence[Sequence[str]]]) -> Grading:
    course = place.folder / "course"
    (course / "source" / "eight").mkdir(parents=True)
    _write_notebook(course / "source" / "eight" / "eight.ipynb", place.solution)
    place.run("nbgrader", "generate_assignment", "eight", cwd=course)

    def grade(number: int) -> int:
        shutil.rmtree(course / "submitted", ignore_errors=True)
        shutil.rmtree(course / "autograded", ignore_errors=True)
        for k in range(number):
            path = course / "submitted" / f"right{k}" / "eight" / "eight.ipynb"
            path.parent.mkdir(parents=True)
            _write_notebook(path, place.solution)
        for options in commands(number):
            place.run("nbgrader", "autograde", "eight", *options, cwd=course)
        graded = [nbformat.read(path, 4) for path in (course / "autograded").glob("*/*/*.ipynb")]
        return sum(
            "outputs" in cell and not cell.outputs and cell.metadata.nbgrader.grade
            for notebook in graded
            for cell in notebook.cells
        )

    return grade


_TOOLS: dict[str, Callable[[Place], Grading]] = {
    "pytest": _pytest,
    "gradescope-utils": _gradescope,
    "otter-grader": _otter,
    "nbgrader": _nbgrader,
    "nbgrader, all by one command": _nbgrader_at_once,
}


def _write_notebook(path: Path, solution: Path) -> None:
    """A notebook as nbgrader wants it: the solution, and a cell for each check."""
    cells = [_cell("solution", solution.read_text(), grade=False)]
    for number in range(_NUMBER_OF_CHECKS):
        source = (
            "import __main__\nimport calling\n"
            f"calling.call([*calling.checks()][{number}][1], __main__)"
        )
        cells.append(_cell(f"check{number}", source, grade=True))
    nbformat.write(v4.new_notebook(cells=cells), path)


def _cell(name: str, source: str, *, grade: bool) -> nbformat.NotebookNode:
    marks = {
        "grade_id": name,
        "grade": grade,
        "solution": not grade,
        "locked": grade,
        "task": False,
        "schema_version": 3,
        **({"points": 1} if grade else {}),
    }
    cell: nbformat.NotebookNode = v4.new_code_cell(source, metadata={"nbgrader": marks})
    return cell


def _provide(place: Place) -> None:
    """The checks, what they draw, the reference and the submission, next to each other."""
    shutil.copytree(_HERE, place.folder, ignore=shutil.ignore_patterns("__pycache__"))
    week = COURSE.assignment("hw4_convolution")
    _place(week.reference, place.folder / "reference.py")
    _place(week.hidden_checks / "cases.py", place.folder / "eight_cases.py")
    _place(place.solution, place.folder / "convolution.py")


def _place(source: Path, target: Path, more: str = "") -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source.read_text() + more)


def _passed(results: dict[str, object]) -> int:
    """How many tests of a results.json have all their points."""
    tests = results["tests"]
    assert isinstance(tests, list)
    return sum(test["score"] == test["max_score"] for test in tests)


def _installed(environment: Path) -> bool:
    """Make the environment unless it is there; without a network it can't be, and that is said."""
    requirements = _HERE / "requirements.txt"
    done = environment / "installed.txt"
    if done.is_file() and done.read_text() == requirements.read_text():
        return True
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(environment)], check=True)
        python = environment / "bin" / "python"
        subprocess.run([python, *install, "--requirement", str(requirements)], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"The other tools can't be installed here: {error}", file=sys.stderr)
        return False
    done.write_text(requirements.read_text())
    return True


def _print_table(kind: str, floor: float, ours: dict[str, float], others: dict[str, float]) -> None:
    """Seconds of one kind of time, and how many times ours the others are."""
    print(f"\n{f'a right submission, 8 checks: {kind} time':48}{'s':>8}", end="")
    print("".join(f"{f'× {label}':>26}" for label in ours) + f"{'reach':>8}")
    print(f"{'the calls alone, in a warm process':48}{floor:8.3f}")
    for label, seconds in ours.items():
        print(f"{f'this package, {label}':48}{seconds:8.3f}")
    for tool, seconds in others.items():
        ratios = "".join(f"{seconds / one:26.1f}" for one in ours.values())
        print(f"{tool:48}{seconds:8.3f}{ratios}{_REACHES.get(tool, _REACH_OF_OTHERS):8}")


if __name__ == "__main__":
    main()
