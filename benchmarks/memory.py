"""The most memory that grading a class takes, by all of its processes together.

Grades a class of right submissions of a week, and adds up, ten times a second, what each process
below this one holds: proportionally, so that pages which several share count once. Prints the peak
while the first ten and while all are graded, which shows whether memory grows with the class.

    python benchmarks/memory.py hw6_training [--submissions 30] [--workers 2]

The memory of processes of another user, as submissions are where the grader is root, can be read
by root alone: others run the submissions as themselves.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import threading
from pathlib import Path

from autograder.course import Course
from autograder.grading.pool import run_jobs
from autograder.grading.preparation import layers_here, make_jobs
from autograder.records import Submission

_SECONDS_BETWEEN = 0.1
_FIRST = 10


def main() -> None:
    """Grade the class, and print the peaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("week")
    parser.add_argument("--submissions", type=int, default=30)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()

    course = Course.find(Path(__file__).parent)
    week = course.assignment(options.week)
    source = {f"{week.module}.py": week.reference.read_bytes()}
    submissions = [Submission(f"right {n}", source) for n in range(options.submissions)]
    in_force = frozenset(layer for layer, reason in layers_here(week).items() if not reason)
    jobs = make_jobs(course, week, submissions, in_force)

    ended = threading.Event()
    peak = [0]
    watching = threading.Thread(target=_watch, args=(peak, ended))
    watching.start()
    graded = 0
    try:
        for result in run_jobs(jobs, options.workers):
            assert result.score == result.max_score, result.first_trouble
            graded += 1
            if graded == _FIRST:
                print(f"{graded:4} submissions of {week.name}: peak {peak[0] >> 20} MB")
    finally:
        ended.set()
        watching.join()
    print(f"{graded:4} submissions of {week.name}: peak {peak[0] >> 20} MB")


def _watch(peak: list[int], ended: threading.Event) -> None:
    while not ended.wait(_SECONDS_BETWEEN):
        peak[0] = max(peak[0], sum(map(_bytes_of, _processes_below(os.getpid()))))


def _processes_below(process: int) -> list[int]:
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


def _bytes_of(process: int) -> int:
    """Its proportional share of the memory that it holds; 0 if it has ended."""
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
    return 0


if __name__ == "__main__":
    main()
