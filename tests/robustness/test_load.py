"""A busy machine makes nobody late; who is stopped for too long is out of time, and not wrong."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.checking.verdicts import CheckStopped, Verdict
from autograder.sandbox import channel
from autograder.sandbox.budget import TimeLimits
from autograder.sandbox.channel import MOST_PATIENCE, OutOfTimeError, TimeLimit
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from tests.conftest import family, spec
from tests.robustness.runs import (
    CLASS,
    Run,
    adopting_orphans,
    grade,
    make_classroom,
    progress,
    state,
)
from tests.tiny_course import NAME, RIGHT, hand_in

X = np.arange(3.0)
WORKS = """
import time
def work(x, seconds):
    begin = time.process_time()
    while time.process_time() - begin < seconds: pass
    return x
"""
DAWDLES = """
import threading, time
def _dawdle():
    while True: time.sleep(0.0001)
def work(x, seconds):
    for _ in range(3): threading.Thread(target=_dawdle, daemon=True).start()
    _dawdle()
"""


@pytest.fixture
def load(request: pytest.FixtureRequest) -> Iterator[None]:
    """So many busy processes for each of the machine's processors."""
    loops = [
        # Each in a session of its own, as submissions are: some kernels share time by sessions.
        subprocess.Popen([sys.executable, "-S", "-c", "while True: pass"], start_new_session=True)
        for _ in range(request.param * (os.cpu_count() or 1))
    ]
    yield
    for loop in loops:
        loop.kill()
        loop.wait()


@contextlib.contextmanager
def calling(parent: WarmParent, source: str, cpu: float, wall: float) -> Iterator[SandboxSession]:
    """A session whose sandbox is there, with these limits for a call."""
    submitted = SubmittedFiles("m", {"m.py": source.encode()})
    limits = TimeLimits(call_cpu=cpu, call_wall=wall)
    with SandboxSession(parent, submitted, limits) as session:
        session.layers()
        yield session


def work(session: SandboxSession, seconds: float) -> list[float]:
    """Have the submission compute for so many processor seconds; what it returns."""
    value = session(spec("work"), (X, seconds), {}).value
    assert isinstance(value, np.ndarray)
    found: list[float] = value.tolist()
    return found


@pytest.mark.parametrize(
    ("load", "seconds"),
    [(4, 0.4), pytest.param(20, 0.2, marks=pytest.mark.slow)],
    indirect=["load"],
)
def test_a_right_submission_near_its_limit_is_right_on_an_overloaded_machine(
    warm_parent: WarmParent, load: None, seconds: float
) -> None:
    with calling(warm_parent, WORKS, cpu=1.5 * seconds, wall=1.0) as session:
        begin = time.monotonic()
        assert work(session, seconds) == X.tolist()
        assert time.monotonic() - begin > 1.0, "the machine was not busy enough to show anything"


@pytest.mark.parametrize(
    ("seconds", "is_right"), [(0.6, True), pytest.param(2.0, False, marks=pytest.mark.slow)]
)
def test_a_stopped_sandbox_that_wakes_late_is_out_of_time_and_not_wrong(
    warm_parent: WarmParent, seconds: float, is_right: bool
) -> None:
    with calling(warm_parent, WORKS, cpu=5.0, wall=1.5) as session:
        assert work(session, 0.0) == X.tolist()
        assert session._running is not None
        process = session._running._process
        stopper = threading.Thread(target=stop_for, args=(process, seconds))
        stopper.start()
        if is_right:
            assert work(session, 0.3) == X.tolist()
        else:
            with pytest.raises(CheckStopped) as stopped:
                work(session, 0.3)
            assert stopped.value.verdict is Verdict.TIMED_OUT
        stopper.join()
        session.start_check()
        assert session(spec("work"), (X + 1, 0.0), {}).value.tolist() == (X + 1).tolist()


def stop_for(process: int, seconds: float) -> None:
    """Stop a process in the middle of what it does."""
    time.sleep(0.1)
    os.kill(process, signal.SIGSTOP)
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGCONT)


@pytest.mark.slow
@pytest.mark.parametrize("load", [4], indirect=True)
def test_a_submission_that_dawdles_on_an_overloaded_machine_comes_to_an_end(
    warm_parent: WarmParent, load: None
) -> None:
    with calling(warm_parent, DAWDLES, cpu=2.0, wall=1.0) as session:
        begin = time.monotonic()
        with pytest.raises(CheckStopped) as stopped:
            work(session, 0.0)
        assert stopped.value.verdict is Verdict.TIMED_OUT
        assert time.monotonic() - begin < MOST_PATIENCE + 5.0


def test_a_wait_ends_whatever_the_kernel_says_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count(0.0, 0.2)
    monkeypatch.setattr(channel.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(channel._ProcessorLine, "seconds_since_last_asked", lambda self: 99.0)
    limit = TimeLimit(os.getpid(), cpu_seconds=1e6, wall_seconds=2.0)

    def wait() -> None:
        for _ in range(1000):
            limit.seconds_to_wait()

    with pytest.raises(OutOfTimeError, match="gave no answer for 2 s"):
        wait()
    assert 2.0 * MOST_PATIENCE <= next(clock) < 2.0 * MOST_PATIENCE + 1.0


def test_the_time_in_which_the_grader_itself_was_stopped_is_not_the_submissions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [0.0]
    monkeypatch.setattr(channel.time, "monotonic", lambda: now[0])
    limit = TimeLimit(os.getpid(), cpu_seconds=1e6, wall_seconds=2.0)
    now[0] += 3600.0
    limit.seconds_to_wait()
    now[0] += 0.9
    limit.seconds_to_wait()
    now[0] += 0.3
    with pytest.raises(OutOfTimeError):
        limit.seconds_to_wait()


@pytest.mark.slow
def test_a_run_that_is_stopped_as_a_whole_goes_on_as_if_nothing_had_been(tmp_path: Path) -> None:
    """As Slurm suspends a job: for longer than any call may keep the grader waiting."""
    root = make_classroom(tmp_path / "course")
    settings = root / "assignments" / NAME / "assignment.toml"
    settings.write_text(settings.read_text().replace("wall_seconds = 20", "wall_seconds = 2"))
    slow = "import time\ntime.sleep(0.5)\n" + RIGHT.replace("return", "time.sleep(0.02); return")
    hand_in(root / "class", "Zoe Sample", slow)
    with adopting_orphans():
        Run(grade(root, tmp_path / "peaceful", workers=1), tmp_path).finish()
        for passed in (1, 3, len(CLASS)):
            out = tmp_path / str(passed)
            run = Run(grade(root, out, workers=1), tmp_path)
            while progress(out) < passed:
                time.sleep(0.005)
            processes = sorted(family(run.process.pid))
            for process in processes:
                os.kill(process, signal.SIGSTOP)
            time.sleep(3.0)
            for process in processes:
                os.kill(process, signal.SIGCONT)
            run.finish()
            assert state(out) == state(tmp_path / "peaceful"), passed
