"""Checks are run in a fork, of which nothing is left whatever happens, and only if need be."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.grading import grade
from autograder.grading.grade import ExaminerError, grade_job
from autograder.grading.preparation import make_jobs
from autograder.records import Result, Submission
from autograder.sandbox.processes import SandboxError
from tests.tiny_course import NAME, RIGHT, make_tiny_course

IN_OTHER_NUMBERS = RIGHT.replace("2 * x", "2 * x + 1e-9")
IN_OTHER_BYTES = "import numpy as np\n" + RIGHT.replace("2 * x", "np.float16(2 * x)")
WRONG = RIGHT.replace("2 * x", "2 * x + 1")


def test_a_fork_gives_what_its_action_returns() -> None:
    large = b"x" * (1 << 20)
    assert grade._in_a_fork(lambda: large, 60) == large


def test_what_a_fork_raises_is_said() -> None:
    with pytest.raises(ExaminerError, match="ZeroDivisionError"):
        grade._in_a_fork(lambda: bytes(1 // 0), 60)


def test_a_fork_that_nobody_listens_to_ends_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def does_not_listen(descriptor: int, seconds: float) -> bytes:
        raise MemoryError

    monkeypatch.setattr(grade, "_read_all", does_not_listen)
    monkeypatch.setattr(os, "kill", lambda process, number: None)  # it shall end by itself
    test = os.getpid()
    try:
        with pytest.raises(MemoryError):
            grade._in_a_fork(lambda: bytes(1 << 20), 60)
    finally:
        if os.getpid() != test:
            (tmp_path / "a second worker").touch()
            os._exit(0)
    assert not [*tmp_path.iterdir()]


def test_a_fork_that_takes_too_long_is_ended_and_so_it_is_said() -> None:
    def sleeps() -> bytes:
        time.sleep(60)
        return b""

    with pytest.raises(ExaminerError, match=r"took more than 0\.1 s"):
        grade._in_a_fork(sleeps, 0.1)


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """As many as there have been forks in which checks were run."""
    made: list[object] = []
    in_a_fork = grade._in_a_fork

    def counted(action: Callable[[], bytes], seconds: float) -> bytes:
        made.append(action)
        return in_a_fork(action, seconds)

    monkeypatch.setattr(grade, "_in_a_fork", counted)
    return made


@pytest.mark.parametrize(
    ("source", "number_of_forks", "score"),
    [
        (RIGHT, 0, 10),
        (IN_OTHER_NUMBERS, 0, 10),
        (IN_OTHER_BYTES, 1, 10),
        (WRONG, 1, 5),
        ("raise ValueError", 1, 0),
    ],
)
def test_a_check_is_run_in_a_fork_and_only_where_an_answer_differs(
    tmp_path: Path, forks: list[object], source: str, number_of_forks: int, score: float
) -> None:
    assert graded(tmp_path, source).score == score
    assert len(forks) == number_of_forks


@pytest.mark.parametrize("source", [RIGHT, IN_OTHER_BYTES, WRONG, "raise ValueError"])
def test_a_worker_keeps_nothing_open_of_a_submission(tmp_path: Path, source: str) -> None:
    graded(tmp_path, RIGHT)  # the warm parent starts
    before = len([*Path("/proc/self/fd").iterdir()])
    graded(tmp_path, source)
    assert len([*Path("/proc/self/fd").iterdir()]) == before


@pytest.mark.parametrize("kind", [ZeroDivisionError, SandboxError, MemoryError])
def test_no_fault_of_asking_ahead_ends_a_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    def fails(begun: object) -> bool:
        raise kind("a fault of ours")

    graded(tmp_path, RIGHT)
    before = len([*Path("/proc/self/fd").iterdir()])
    monkeypatch.setattr(grade._Begun, "ask_ahead", fails)
    assert "a fault of ours" in graded(tmp_path, RIGHT).failure
    assert len([*Path("/proc/self/fd").iterdir()]) == before


def graded(folder: Path, source: str) -> Result:
    """One student's result in the tiny course."""
    course = make_tiny_course(folder)
    submission = Submission("Ada", {"tiny.py": source.encode()})
    (its_job,) = make_jobs(course, course.assignment(NAME), [submission], frozenset())
    return Result.from_json(grade_job(its_job))
