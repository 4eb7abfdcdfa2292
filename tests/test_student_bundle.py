"""A week's bundle as a student meets it: pytest in a copy of the starter code, and what it says.

Each run takes seconds; so one run's output serves many tests.
"""

from __future__ import annotations

import ast
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.records import Assignment
from tests.conftest import ROOT

STARTER = ROOT / "starter_code" / "hw4_convolution"
STUDENTS_OWN_TEST = """
import json
import pathlib
import sys


def test_that_the_student_has_added(student):
    assert student.shared_parameters(3) == 3
    files = {name: getattr(module, "__file__", None) for name, module in sys.modules.items()}
    pathlib.Path("imported.json").write_text(json.dumps(files))
"""


@dataclass(frozen=True)
class Run:
    """One run of pytest by a student."""

    folder: Path
    status: int
    output: str

    @property
    def summary(self) -> str:
        """What stands below the week's title."""
        return self.output.partition(" Homework 4: Convolution ")[2]

    def failure(self, test: str) -> list[str]:
        """The lines of a failed check, below its headline; empty if it is not among them."""
        _, _, below = self.output.partition(f"_ {test} _")
        return re.split(r"^(?:_{3,} |={3,} )", below, flags=re.MULTILINE)[0].splitlines()[1:]


RunBundle = Callable[..., Run]


@pytest.fixture(scope="module")
def run_bundle(tmp_path_factory: pytest.TempPathFactory) -> RunBundle:
    """Copy the starter code, put `files` into it (None: remove), and run pytest as a student."""

    def run(files: dict[str, str | None], *options: str) -> Run:
        folder = tmp_path_factory.mktemp("autograder") / "hw4_convolution"
        ignored = shutil.ignore_patterns("__pycache__", ".hypothesis", ".pytest_cache")
        shutil.copytree(STARTER, folder, ignore=ignored)
        for name, text in files.items():
            if text is None:
                (folder / name).unlink()
            else:
                (folder / name).write_text(text, encoding="utf-8")
        unwanted = {"PYTHONPATH", "PYTEST_ADDOPTS", "PYTEST_PLUGINS", "COLUMNS"}
        finished = subprocess.run(
            [sys.executable, "-m", "pytest", *options],
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name not in unwanted},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        return Run(folder, finished.returncode, finished.stdout)

    return run


@pytest.fixture(scope="module")
def stub(run_bundle: RunBundle) -> Run:
    return run_bundle({})


@pytest.fixture(scope="module")
def solved(run_bundle: RunBundle, assignment: Assignment) -> Run:
    """The reference as solution, and a test that the student has added."""
    source = assignment.reference.read_text(encoding="utf-8")
    return run_bundle({"convolution.py": source, "tests/test_own.py": STUDENTS_OWN_TEST})


BROKEN = """

def toeplitz_matrix(kernel, n, stride=1, pad=0):
    return _row(kernel, n)


def _row(kernel, n):
    return kernel[n + 1000]


def dense_parameters(n_in):
    return n_in


def local_parameters(filter_size, n_out):
    import sys

    sys.exit("enough")


def shared_parameters(filter_size):
    return _shared(filter_size)


def _shared(filter_size):
    return _shared(filter_size)


def max_pool2d_forward(x, size, stride):
    return 1 / np.zeros(x.shape)


def fully_connected_forward(x, w, b):
    raise NotImplementedError


del relu_forward
"""


@pytest.fixture(scope="module")
def broken(run_bundle: RunBundle, assignment: Assignment) -> Run:
    """A misconception that prints, and many other ways to be wrong."""
    wrong = (assignment.solutions / "wrong" / "conv1d_not_flipped.py").read_text(encoding="utf-8")
    printing = wrong.replace("    padded =", '    print("signal:", signal)\n    padded =')
    assert printing != wrong
    reference = assignment.reference.read_text(encoding="utf-8")
    return run_bundle({"convolution.py": f"{reference}\n{printing}\n{BROKEN}"})


@pytest.fixture(scope="module")
def unreadable(run_bundle: RunBundle) -> Run:
    text = (STARTER / "convolution.py").read_text(encoding="utf-8")
    return run_bundle({"convolution.py": f"{text}\n\ndef broken(:\n    pass\n"})


@pytest.fixture(scope="module")
def absent(run_bundle: RunBundle) -> Run:
    return run_bundle({"convolution.py": None})


@pytest.fixture(params=["stub", "solved", "broken", "unreadable", "absent"])
def any_run(request: pytest.FixtureRequest) -> Run:
    run = request.getfixturevalue(request.param)
    assert isinstance(run, Run)
    return run


def test_no_output_ever_calls_a_visible_pass_all_tests_passed(any_run: Run) -> None:
    assert not re.search(r"all (tests|checks|points).{0,20}passed", any_run.output, re.IGNORECASE)


def test_every_summary_speaks_of_the_hidden_checks(any_run: Run) -> None:
    assert "Visible points so far: " in any_run.summary
    assert "Another 59.5 points are in hidden checks" in any_run.summary
    assert "run when your work is graded" in any_run.summary


def test_no_output_shows_the_insides_of_pytest_or_of_the_checks(any_run: Run) -> None:
    for inside in (
        "Traceback",
        "site-packages",
        "_pytest",
        "local_plugin",
        "hypothesis",
        "conftest",
    ):
        assert inside not in any_run.output
    assert not re.search(r"^[E>] ", any_run.output, re.MULTILINE)


def test_nothing_is_said_of_warnings(any_run: Run) -> None:
    assert "warning" not in any_run.output.lower()


def test_the_stubs_output_says_what_to_do_first(stub: Run) -> None:
    assert stub.status == 1
    assert "What to do first: implement conv_output_size in convolution.py." in stub.summary
    assert "Visible points so far: 0 of 40.5." in stub.summary


def test_the_stubs_output_fits_a_screen(stub: Run) -> None:
    assert "FAILURES" not in stub.output
    assert len(stub.output.splitlines()) <= 24


def test_the_stubs_summary_has_a_line_for_each_function_in_the_handouts_order(
    stub: Run, assignment: Assignment
) -> None:
    lines = re.findall(r"^  (\w+) +0 of [\d.]+ +(.*)$", stub.summary, re.MULTILINE)
    assert [name for name, _ in lines] == [function.name for function in assignment.functions]
    assert dict(lines)["conv1d"] == "not implemented yet"
    assert dict(lines)["conv2d_backward"] == "needs conv2d_forward"


def test_a_right_solution_earns_all_visible_points(solved: Run) -> None:
    assert solved.status == 0
    assert "Visible points so far: 40.5 of 40.5." in solved.summary
    assert "What to do first" not in solved.output
    assert "Next: test it on cases of your own" in solved.summary


def test_a_test_of_the_students_own_runs_with_the_checks(solved: Run) -> None:
    assert (solved.folder / "imported.json").is_file()


def test_the_bundle_runs_with_its_own_copy_of_the_checking_package(solved: Run) -> None:
    files = json.loads((solved.folder / "imported.json").read_text())
    ours = {name: file for name, file in files.items() if name.split(".")[0] == "autograder"}
    assert "autograder.checking.compare" in ours
    for file in ours.values():
        assert Path(file).is_relative_to(solved.folder / "autograder")


def test_the_bundle_imports_nothing_that_its_requirements_do_not_bring() -> None:
    required = re.findall(r"^[\w-]+", (STARTER / "requirements.txt").read_text(), re.MULTILINE)
    brought = {
        package
        for package, distributions in importlib.metadata.packages_distributions().items()
        if set(distributions) & set(required)
    }
    allowed = brought | sys.stdlib_module_names | {"autograder"}
    imported = {name for path in STARTER.rglob("*.py") for name in imports_of(path)}
    assert {"numpy", "hypothesis", "pytest", "gradescope_utils"} <= imported
    assert imported <= allowed


def imports_of(path: Path) -> set[str]:
    """The packages that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    modules = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    modules += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {module.split(".")[0] for module in modules}


def test_a_misconception_shows_the_handouts_example_readably(broken: Run) -> None:
    assert broken.status == 1
    assert broken.failure("test_conv1d_of_the_deck")[:7] == [
        "conv1d: the handout's example at stride 1. (1.5 points)",
        "conv1d(signal, kernel)",
        "    signal = [5, 9, 2, 6, 7, 9, 8]  shape (7,)",
        "    kernel = [1, 0, -1]  shape (3,)",
        "the convolution is wrong.",
        "expected: [-3, -3, 5, 3, 1]  shape (5,)",
        "received: [3, 3, -5, -3, -1]  shape (5,)",
    ]


def test_a_misconception_shows_a_counterexample_as_small_as_it_gets(broken: Run) -> None:
    lines = broken.failure("test_conv1d_of_an_impulse")
    sizes = [int(size) for line in lines for size in re.findall(r"shape \((\d+),\)", line)]
    assert len(sizes) == 4
    assert max(sizes) <= 3
    assert {"    signal = [1]  shape (1,)"} <= set(lines)


def test_of_what_was_printed_only_the_shown_example_stays(broken: Run) -> None:
    lines = broken.failure("test_conv1d_of_an_impulse")
    assert lines[-3:] == ["Your code printed:", "signal: [1.]", ""]
    assert broken.output.count("signal: [5. 9. 2. 6. 7. 9. 8.]") == 2  # at stride 1 and 2


def test_a_crash_shows_the_students_own_lines_and_no_others(broken: Run) -> None:
    lines = broken.failure("test_toeplitz_of_the_handout")
    start = lines.index("Your code raised an exception:")
    assert re.fullmatch(
        r"convolution\.py, line \d+, in toeplitz_matrix: return _row\(kernel, n\)", lines[start + 1]
    )
    assert re.fullmatch(
        r"convolution\.py, line \d+, in _row: return kernel\[n \+ 1000\]", lines[start + 2]
    )
    assert lines[start + 3 :] == [
        "IndexError: index 1005 is out of bounds for axis 0 with size 3",
        "",
    ]


def test_wrong_parameters_are_said_with_the_right_ones(broken: Run) -> None:
    assert "The function should be dense_parameters(n_in, n_out)." in broken.failure(
        "test_dense_parameters_of_the_deck"
    )


def test_an_exit_is_an_exception_like_others(broken: Run) -> None:
    lines = broken.failure("test_local_parameters_of_the_deck")
    assert "SystemExit: enough" in lines


def test_an_endless_recursion_takes_few_lines(broken: Run) -> None:
    lines = broken.failure("test_shared_parameters_of_the_deck")
    assert len(lines) < 10
    assert any(line.startswith("RecursionError") for line in lines)


def test_a_wrong_number_of_returned_values_is_said_in_words(broken: Run) -> None:
    assert (
        "max_pool2d_forward should return 2 values (a NumPy array, a cache of your own making); "
        "it returned an array of float64."
    ) in broken.failure("test_max_pool2d_forward_of_two_channels")


@pytest.mark.parametrize(
    ("function", "words"),
    [
        ("conv_output_size", None),
        ("conv1d", "failed"),
        ("toeplitz_matrix", "error"),
        ("relu_forward", "not defined"),
        ("relu_backward", "needs relu_forward"),
        ("fully_connected_forward", "not implemented yet"),
    ],
)
def test_the_summary_says_of_each_function_what_is_wrong(
    broken: Run, function: str, words: str | None
) -> None:
    line = re.search(rf"^  {function} +[\d.]+ of [\d.]+(?: +(.*))?$", broken.summary, re.MULTILINE)
    assert line is not None
    assert line[1] == words


def test_a_missing_function_or_a_stub_takes_no_line_but_the_summarys(broken: Run) -> None:
    assert broken.failure("test_relu_forward_of_the_handout") == []
    assert broken.failure("test_fully_connected_forward_of_the_handout") == []


def test_what_to_do_first_is_the_first_problem_of_the_handout(broken: Run) -> None:
    assert "What to do first: fix conv1d in convolution.py." in broken.summary


def test_failures_come_in_the_handouts_order(broken: Run) -> None:
    tests = re.findall(r"^_+ (test_\w+) _+$", broken.output, re.MULTILINE)
    some = ["conv1d_of_the_deck", "toeplitz_of_the_handout", "max_pool2d_forward_of_the_handout"]
    places = [tests.index(f"test_{name}") for name in some]
    assert places == sorted(places)


def test_a_syntax_error_is_said_once_with_its_line(unreadable: Run) -> None:
    line = len((unreadable.folder / "convolution.py").read_text().splitlines()) - 1
    assert unreadable.status == 1
    assert unreadable.summary.splitlines()[1:4] == [
        "Your file could not be imported:",
        f"convolution.py, line {line}: def broken(:",
        "SyntaxError: invalid syntax",
    ]
    assert unreadable.output.count("SyntaxError") == 1
    assert "What to do first: fix convolution.py" in unreadable.summary


def test_a_missing_file_is_said_once(absent: Run) -> None:
    assert absent.status == 1
    assert f"There is no convolution.py in {absent.folder}." in absent.summary
    assert absent.output.count("There is no convolution.py") == 1
    assert "What to do first: write your functions into convolution.py." in absent.summary


def test_the_tests_of_one_function_are_chosen_by_its_name(run_bundle: RunBundle) -> None:
    run = run_bundle({}, "-k", "conv_output_size", "--collect-only")
    collected = re.findall(r"::(test_\w+)", run.output)
    assert collected == ["test_output_size_of_the_deck", "test_output_size_that_does_not_fit"]


def test_a_run_that_the_student_stops_says_where_it_was(run_bundle: RunBundle) -> None:
    stopped = "def conv_output_size(n, f, stride=1, pad=0):\n    raise KeyboardInterrupt\n"
    run = run_bundle({"convolution.py": stopped})
    assert "see whether conv_output_size ends." in run.summary
    assert "Next: test it" not in run.output


def test_an_expectation_of_the_students_own_making_is_called_so(
    run_bundle: RunBundle, assignment: Assignment
) -> None:
    wrong = (assignment.solutions / "wrong" / "toeplitz_not_flipped.py").read_text()
    source = f"{assignment.reference.read_text()}\n{wrong}"
    run = run_bundle({"convolution.py": source}, "-k", "toeplitz_matrix")
    drawn = "\n".join(run.failure("test_toeplitz_matrix_convolves"))
    pinned = "\n".join(run.failure("test_toeplitz_of_the_handout"))
    assert "computed with other functions of yours" in drawn
    assert pinned
    assert "computed with other functions of yours" not in pinned
