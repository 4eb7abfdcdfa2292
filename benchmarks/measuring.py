"""What the benchmarks share: right submissions, and what a tree of processes uses.

Imports the package, and nothing of the other benchmarks.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from autograder.course import Course
from autograder.grading.job import Job
from autograder.grading.pool import LocalProcesses
from autograder.grading.preparation import make_jobs
from autograder.records import Assignment, Submission
from autograder.sandbox.layers import in_force
from autograder.verification.cases import verification_secret

COURSE = Course.find(Path(__file__).parent)
SECRET = verification_secret(0)


class Costs(NamedTuple):
    """Seconds of the processor and on the clock."""

    processor: float
    clock: float

    def since(self, begin: Costs) -> Costs:
        """What lies between two moments."""
        return Costs(self.processor - begin.processor, self.clock - begin.clock)

    def each(self, number: int) -> Costs:
        """The part of one of so many."""
        return Costs(self.processor / number, self.clock / number)


ProcessorClock = Callable[[], float]
"""Processor seconds of this process and all below it, since a moment in the past."""


def week_named(name: str) -> Assignment:
    """A week of the course that these benchmarks are of."""
    return COURSE.assignment(name)


def right_solutions(week: Assignment) -> dict[str, Path]:
    """The reference and what is accepted besides, by name."""
    accepted = sorted((week.solutions / "accepted").glob("*.py"))
    return {"reference": week.reference, **{path.stem: path for path in accepted}}


def right_class(week: Assignment, solutions: Iterable[Path], count: int) -> list[Submission]:
    """So many submissions of right solutions, one after the other, no two of them equal."""
    sources = [path.read_bytes() for path in solutions]
    return [
        Submission(
            f"right {number:05}",
            {f"{week.module}.py": sources[number % len(sources)] + b"\n# %d\n" % number},
        )
        for number in range(count)
    ]


def jobs_of(week: Assignment, submissions: Iterable[Submission]) -> list[Job]:
    """A job for each, behind all of the wall that this machine gives."""
    with LocalProcesses(1) as engine:
        layers = engine.layers(week, "cpu")
    return make_jobs(COURSE, week, submissions, in_force(layers), SECRET)


@contextlib.contextmanager
def processor_clock() -> Iterator[ProcessorClock]:
    """Count the processor time of this process and of all that it starts, in a group of their own.

    What nobody waits for, such as a sandbox's processes, is in no parent's account; the kernel's
    control groups have it. Where none can be made, the clock says NaN, and why is printed.
    """
    try:
        home = _control_group()
        group = home / f"benchmark-{os.getpid()}"
        group.mkdir()
        (group / "cgroup.procs").write_text(str(os.getpid()))
    except OSError as error:
        print(
            f"Processor time can't be counted: {error}. Run it as root, or under:"
            " systemd-run --user --scope -p Delegate=yes",
            file=sys.stderr,
        )
        yield lambda: math.nan
        return
    try:
        yield lambda: _used(group)
    finally:
        _remove(group, home)


def _remove(group: Path, home: Path) -> None:
    """Send the processes of a group home; killed ones may take a while to be gone."""
    while group.exists():
        for process in (group / "cgroup.procs").read_text().split():
            with contextlib.suppress(ProcessLookupError):
                (home / "cgroup.procs").write_text(process)
        with contextlib.suppress(OSError):
            group.rmdir()
            return
        time.sleep(0.05)


def _control_group() -> Path:
    """This process's, in the file system of control groups, version 2."""
    own = Path("/proc/self/cgroup").read_text().splitlines()
    path = next((line[4:] for line in own if line.startswith("0::/")), None)
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        fields = line.split()
        if path is not None and fields[fields.index("-") + 1] == "cgroup2":
            return Path(fields[4]) / path
    raise OSError("there are no control groups of version 2")


def _used(group: Path) -> float:
    line = (group / "cpu.stat").read_text().splitlines()[0]
    return int(line.removeprefix("usage_usec ")) / 1e6


def processes_below(process: int) -> list[int]:
    """A process and its children, their children, and so on."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    found = [process]
    for one in found:
        found += children.get(one, [])
    return found


def memory_of(process: int) -> int:
    """Its proportional share, in bytes, of the memory that it holds; 0 if it has ended."""
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
    return 0
