"""One submission is examined in a fork, of which nothing is left whatever happens."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from autograder.grading import job
from autograder.grading.job import ExaminerError


def test_a_fork_gives_what_its_action_returns() -> None:
    large = b"x" * (1 << 20)
    assert job._in_a_fork(lambda: large, 60) == large


def test_what_a_fork_raises_is_said() -> None:
    with pytest.raises(ExaminerError, match="ZeroDivisionError"):
        job._in_a_fork(lambda: bytes(1 // 0), 60)


def test_a_fork_that_nobody_listens_to_ends_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def does_not_listen(descriptor: int, process: int, seconds: float) -> bytes:
        forked.append(process)
        raise MemoryError

    forked: list[int] = []
    monkeypatch.setattr(job, "_read_all", does_not_listen)
    monkeypatch.setattr(os, "kill", lambda process, number: None)  # it shall end by itself
    test = os.getpid()
    try:
        with pytest.raises(MemoryError):
            job._in_a_fork(lambda: bytes(1 << 20), 60)
    finally:
        if os.getpid() != test:
            (tmp_path / "a second worker").touch()
            os._exit(0)
    with contextlib.suppress(ChildProcessError):  # it has been waited for already
        os.waitpid(forked[0], 0)
    assert not [*tmp_path.iterdir()]
