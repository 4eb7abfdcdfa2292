"""Whatever is killed, whenever: the run is continued, and its end is the uninterrupted run's.

``KILL_SEED`` in the environment repeats the moments that a test has printed, ``KILL_MOMENTS`` says
how many there are.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import random
import secrets
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.warm_parent import SandboxOptions
from tests.conftest import spec
from tests.robustness.dying import MOMENTS
from tests.robustness.runs import (
    Run,
    adopting_orphans,
    copy_of,
    grade,
    make_classroom,
    mend_a_check,
    progress,
    regrade,
    scores,
    state,
    wait_for,
)

SEED = int(os.environ.get("KILL_SEED") or secrets.randbelow(10**6))
HOW_MANY = int(os.environ.get("KILL_MOMENTS") or 100)
VICTIMS = ("grader", "worker", "warm parent", "group")
ENDS_THE_RUN = ("grader", "group")


@dataclass(frozen=True)
class Uninterrupted:
    """A class that was graded in peace."""

    root: Path
    out: Path
    state: dict[str, object]
    milestones: tuple[float, ...]
    """Seconds after its start at which `progress` grew to 0, 1, 2 …; last, its end."""
    counts: dict[str, int]
    """Of the moments of `dying`."""

    def moment(self, rng: random.Random) -> tuple[int, float]:
        """One of all that this run's time had: a progress, and seconds after it."""
        at = rng.uniform(0, self.milestones[-1])
        passed = max(k for k, seconds in enumerate(self.milestones[:-1]) if seconds <= at)
        return passed, at - self.milestones[passed]


@pytest.fixture(autouse=True)
def orphans() -> Iterator[None]:
    with adopting_orphans():
        yield


@pytest.fixture(scope="module")
def peaceful(tmp_path_factory: pytest.TempPathFactory) -> Uninterrupted:
    root = make_classroom(tmp_path_factory.mktemp("class"))
    return uninterrupted(root, tmp_path_factory.mktemp("peaceful"), "grade")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A course whose check was mended after its class was graded, and the results from before."""
    root = make_classroom(tmp_path_factory.mktemp("mended"))
    out = tmp_path_factory.mktemp("before") / "out"
    Run(grade(root, out), out.parent).finish()
    mend_a_check(root)
    return root, out


def uninterrupted(
    root: Path, folder: Path, command: str, before: Path | None = None
) -> Uninterrupted:
    out = copy_of(before, folder / "out") if before else folder / "out"
    run = Run((regrade if before else grade)(root, out), folder)
    begin, milestones = time.monotonic(), []
    while run.process.poll() is None:
        if progress(out) >= len(milestones):
            milestones += [time.monotonic() - begin] * (progress(out) + 1 - len(milestones))
        time.sleep(0.005)
    milestones.append(time.monotonic() - begin)
    run.finish()
    assert run.left_over() == []
    return Uninterrupted(root, out, state(out), tuple(milestones), run.counts)


def wait_for_moment(run: Run, out: Path, moment: tuple[int, float]) -> None:
    passed, seconds = moment
    while progress(out) < passed and run.process.poll() is None:
        time.sleep(0.002)
    with contextlib.suppress(subprocess.TimeoutExpired):
        run.process.wait(seconds)


def kill(run: Run, victim: str, rng: random.Random) -> bool:
    """Whether there was something to kill."""
    if victim == "group":
        is_running = run.process.poll() is None
        run.kill_group()
        return is_running
    processes = wait_for(run, victim)
    with contextlib.suppress(ProcessLookupError):
        if processes:
            os.kill(rng.choice(processes), signal.SIGKILL)
    return bool(processes)


def where(out: Path) -> str:
    """What a run was doing when it was killed, by what it left behind."""
    if (out / "gradebook.sqlite-journal").exists():
        return "in a gradebook's transaction"
    if list(out.rglob(".unfinished")):
        return "in the middle of a file"
    if not (out / "gradebook.sqlite").exists():
        return "before there was a gradebook"
    if (out / "report").exists():
        return "writing the report"
    return "grading" if (out / "results").exists() else "before the first result"


def assert_nothing_is_half_written(out: Path) -> None:
    """That each file with its name is whole."""
    for path in out.rglob("*.json"):
        json.loads(path.read_text())
    for path in out.rglob("*.html"):
        assert path.read_text().rstrip().endswith("</html>"), path


def assert_same_end(run: Run, out: Path, peaceful: Uninterrupted) -> None:
    """That a run ends well, leaves nothing, and has given what the uninterrupted one gave."""
    run.finish()
    assert run.left_over() == []
    assert state(out) == peaceful.state


def test_grading_ends_the_same_whatever_is_killed(peaceful: Uninterrupted, tmp_path: Path) -> None:
    """The grader, then all in the continued run, then in the next a worker and a warm parent."""
    rng, out = random.Random(SEED), tmp_path / "out"
    print(f"KILL_SEED={SEED}")
    arguments = grade(peaceful.root, out)
    for victim in ENDS_THE_RUN:
        run = Run(arguments, tmp_path)
        wait_for_moment(run, out, (rng.choice([1, 2, 3]) + 2 * (victim == "group"), 0.0))
        assert kill(run, victim, rng)
        run.process.wait()
        assert run.left_over() == [], where(out)
    run = Run(arguments, tmp_path)
    for victim in ("warm parent", "worker"):
        assert kill(run, victim, rng)
    assert_same_end(run, out, peaceful)


def test_a_warm_parent_that_is_killed_while_it_starts_a_sandbox_costs_nothing() -> None:
    parent = WarmParent(SandboxOptions())
    parent.start()
    assert parent._process is not None
    process = parent._process.pid
    os.kill(process, signal.SIGSTOP)  # so that it gets the order, and does not come to it
    threading.Timer(0.3, os.kill, (process, signal.SIGKILL)).start()
    submitted = SubmittedFiles("m", {"m.py": b"def f(x): return x\n"})
    with SandboxSession(parent, submitted) as session:
        assert session(spec("f"), (1.5,), {}).value == 1.5
    parent.close()


@pytest.mark.slow
def test_grading_ends_the_same_after_each_of_many_kills(
    peaceful: Uninterrupted, tmp_path: Path
) -> None:
    rng = random.Random(SEED)
    hits: Counter[tuple[str, str]] = Counter()
    print(f"\nKILL_SEED={SEED} KILL_MOMENTS={HOW_MANY}")
    for number in itertools.count():
        victim, moment = VICTIMS[number % len(VICTIMS)], peaceful.moment(rng)
        folder = tmp_path / str(number)
        out = folder / "out"
        run = Run(grade(peaceful.root, out), folder)
        wait_for_moment(run, out, moment)
        if kill(run, victim, rng):  # not too late: this run may be faster than the one in peace
            found = where(out)
            hits[victim, found] += 1
            print(f"{hits.total()}: {victim} at {moment[0]} + {moment[1]:.2f} s: {found}")
        if victim in ENDS_THE_RUN:
            run.process.wait()
            assert run.left_over() == []
            assert_nothing_is_half_written(out)
            run = Run(grade(peaceful.root, out), folder)
        assert_same_end(run, out, peaceful)
        if hits.total() == HOW_MANY:
            break
    for (victim, found), times in sorted(hits.items()):
        print(f"{times:4} × {victim}, {found}")


def test_every_moment_to_die_at_comes_in_a_run(peaceful: Uninterrupted) -> None:
    assert peaceful.counts.keys() == MOMENTS.keys()


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.slow
def test_a_grader_that_dies_in_the_middle_of_writing_is_continued(
    peaceful: Uninterrupted, tmp_path: Path, moment: str
) -> None:
    """At the first, the last, and some in between, of all times that there are."""
    rng = random.Random(SEED)
    print(f"KILL_SEED={SEED}")
    most = peaceful.counts[moment]
    for number in sorted({1, most, *rng.sample(range(1, most + 1), 3)}):
        folder = tmp_path / str(number)
        out = folder / "out"
        run = Run(grade(peaceful.root, out), folder, moment, number)
        assert run.process.wait() == -signal.SIGKILL, MOMENTS[moment]
        assert run.left_over() == []
        assert_nothing_is_half_written(out)
        assert_same_end(Run(grade(peaceful.root, out), folder), out, peaceful)


@pytest.mark.slow
def test_a_grader_that_dies_in_a_transaction_leaves_one_to_be_rolled_back(
    peaceful: Uninterrupted, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run = Run(grade(peaceful.root, out), tmp_path, "commit", 3)
    assert run.process.wait() == -signal.SIGKILL
    assert (out / "gradebook.sqlite-journal").stat().st_size > 0


@pytest.mark.slow
def test_a_regrading_that_is_killed_counts_as_a_whole_or_not_at_all(
    graded: tuple[Path, Path], tmp_path: Path
) -> None:
    root, before = graded
    regraded = uninterrupted(root, tmp_path / "peaceful", "regrade", before)
    old, new = scores(before), scores(regraded.out)
    assert len(new) == 2 * len(old)
    rng = random.Random(SEED)
    print(f"KILL_SEED={SEED}")
    moments = [(name, rng.randint(1, regraded.counts[name])) for name in MOMENTS]
    moments += [("commit", regraded.counts["commit"])]  # the one with which all counts
    for place, (moment, number) in enumerate(moments):
        folder = tmp_path / str(place)
        out = copy_of(before, folder / "out")
        run = Run(regrade(root, out), folder, moment, number)
        assert run.process.wait() == -signal.SIGKILL
        assert run.left_over() == []
        assert scores(out) in (old, new)
        assert_same_end(Run(regrade(root, out), folder), out, regraded)
