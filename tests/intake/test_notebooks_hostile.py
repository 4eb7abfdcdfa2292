"""No notebook harms the grader, and each is graded as its module would be."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checking.verdicts import Outcome, Verdict
from autograder.grading.grade import grade_job
from autograder.grading.preparation import make_jobs
from autograder.intake import bounded
from autograder.intake.bounded import BeyondBoundsError, ReaderError, read_in_bounds
from autograder.intake.taking_in import take_in
from autograder.records import Result
from tests.intake.notebook_files import (
    DOUBLE,
    MEGABYTE,
    NEGATE,
    notebook,
    problem,
    read,
    text,
)
from tests.tiny_course import NAME, RIGHT, make_tiny_course


@pytest.fixture
def little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_CPU_SECONDS", 1)
    monkeypatch.setattr(bounded, "_MEMORY_BYTES", 256 * MEGABYTE)


@pytest.mark.usefixtures("little_time")
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[" * 200_000, "is nested too deeply to be read."),
        (b'{"cells":' * 200_000, "is nested too deeply to be read."),
        (notebook(*["x = 1"] * 2001), "has 2001 cells; at most 2000 are graded."),
        (notebook(DOUBLE, "#" * MEGABYTE), "holds more than 1 MB of code."),
        (
            notebook(DOUBLE, "import " + f"{'a' * 500}, " * 1500 + "a"),
            "holds more than 1 MB of code.",
        ),
        (notebook(DOUBLE, 'f"' + "{1}" * 300_000 + '"'), "takes more time or memory"),
        (notebook(DOUBLE, "f = lambda x=lambda x=1:1:1\n" * 30_000), ""),
    ],
    ids=["lists", "dicts", "cells", "code", "imports", "slow", "lambdas"],
)
def test_a_notebook_that_would_stop_the_grader_is_refused(data: bytes, message: str) -> None:
    found = problem(data)
    assert found.verdict is Verdict.FORBIDDEN
    assert found.message.startswith(f"hw.ipynb {message}")


def test_a_notebook_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_MEMORY_BYTES", 64 * MEGABYTE)
    found = problem(b"[" + b"[]," * 2_600_000 + b"[]]")
    assert found.verdict is Verdict.FORBIDDEN
    assert found.message.endswith("takes more time or memory to read than is allowed.")


@pytest.mark.usefixtures("little_time")
@pytest.mark.parametrize(
    "source",
    [
        "x = [x " + "for x in x " * 90_000 + "]",  # crashes CPython 3.11
        "x = " + "-" * 100_000 + "1",
        "x = 1" + "+1" * 100_000,
        "x = x" + "()" * 100_000,
        "if 1: pass\n" + "elif 1: pass\n" * 50_000,
        "(" * 100_000,
        "x = '''" * 100_001,
        "x = 9" + "9" * 100_000,
        "x = 10 ** 10 ** 10",
        "x = 'a' * 10 ** 12\ndef negate(y): return x",
        "%" * 100_000,
        " " * 100_000 + "\n" + "\t" * 100_000 + "?",
        "a " * 100_000 + "?",
        "x = \0",
        "x = '\ud800'",
        "\ufeffx = 1",
        "\u202edef double(x): return 3",
        "def for(x): ?\ndef 1a(): ?\ndef _notebook_missing(): ?",
    ],
    ids=range(18),
)
def test_a_cell_made_to_hurt_hurts_its_own_notebook_at_most(source: str) -> None:
    made = read(notebook(DOUBLE, source))
    if isinstance(made, Outcome):
        assert made.verdict is Verdict.FORBIDDEN
    else:
        assert b"def double" in made
        compile(made, "tiny.py", "exec")


def test_nothing_of_a_notebook_is_executed_by_the_intake(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    act = f"open({str(mark)!r}, 'w')"
    made = text(
        f"X = {act}\ndef double(x=X, y={act}): return X", f"!touch {mark}", f"%%time\n{act}"
    )
    assert not mark.exists()
    assert act in made


def spin() -> bytes:
    while True:
        pass


def eat() -> bytes:
    return bytes(1 << 40)


def crash() -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def recurse() -> bytes:
    return recurse()


@pytest.mark.usefixtures("little_time")
@pytest.mark.parametrize("reader", [spin, eat, crash, recurse])
def test_a_reader_is_bounded(reader: Callable[[], bytes]) -> None:
    begin = time.monotonic()
    with pytest.raises(BeyondBoundsError):
        read_in_bounds(reader)
    assert time.monotonic() - begin < 30


def test_a_readers_own_error_is_told_apart() -> None:
    with pytest.raises(ReaderError, match="ZeroDivisionError"):
        read_in_bounds(lambda: bytes(1 // 0))

    def killed() -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    with pytest.raises(ReaderError, match="status -9"):
        read_in_bounds(killed)


# Behind the wall


SCHOOLBOOK = notebook(
    "!pip install numpy\n%matplotlib inline\nimport numpy as np, no_such_plots as plt",
    "def double(x):\n    return x  # first try",
    "double(np.array([3.0]))\nplt.plot([1, 2])\n1 / 0",
    "%%time\ndef double(x):\n    return FACTOR * x\nFACTOR = np.float64(2)",
    "image = plt.imread('picture.png')\ndef show():\n    plt.imshow(image)",
    "def negate(x):\n    return -x\nshow(",
    NEGATE,
    "while True:\n    pass",
)
CLASS = {
    "Ada": (SCHOOLBOOK, 10, {"passed"}, ""),
    "Ben": (
        notebook(DOUBLE, "def negate(x):\n    retrun x"),
        5,
        {"passed", "error"},
        "NameError: negate is not defined: "
        "In [2] can't be read as Python: invalid syntax (line 2: retrun x)",
    ),
    "Cleo": (
        notebook("import no_such", DOUBLE, "def negate(x):\n    return no_such.neg(x)"),
        5,
        {"passed", "error"},
        "in negate: return no_such.neg(x)",
    ),
    "Dora": (notebook(DOUBLE, "import os\nclass End:\n    os._exit(0)"), 0, {"error"}, ""),
    "Eve": (
        notebook(RIGHT, "def negate(x):\n    return open('/etc/passwd', 'a')\nopen('/x', 'w')"),
        5,
        {"passed", "forbidden"},
        "",
    ),
    "Mallory": (b'{"cells":' * 99_999, 0, {"forbidden"}, "tiny.ipynb is nested too deeply"),
    "Zed": (b"PK\3\4", 0, {"error"}, "tiny.ipynb is no notebook that can be read"),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    root = tmp_path_factory.mktemp("course")
    course = make_tiny_course(root)
    for student, (data, *_) in CLASS.items():
        folder = root / "class" / student
        folder.mkdir(parents=True)
        (folder / "tiny.ipynb").write_bytes(data)
    week = course.assignment(NAME)
    jobs = make_jobs(course, week, take_in(root / "class", week).submissions, frozenset())
    return {job.submission.student: Result.from_json(grade_job(job)) for job in jobs}


@pytest.mark.parametrize("student", CLASS)
def test_a_notebook_is_graded_as_a_module_is(results: dict[str, Result], student: str) -> None:
    _, points, verdicts, words = CLASS[student]
    result = results[student]
    assert result.is_graded
    assert result.score == points
    assert {check.outcome.verdict.value for check in result.checks} == verdicts
    assert any(words in check.outcome.message for check in result.checks)
