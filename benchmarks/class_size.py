"""Memory and time per submission as a class grows: 100, 1,000 and 10,000 submissions.

Writes a class of right submissions, no two of them equal, to the disk, has `autograder grade` grade
it, and looks every second at what its processes hold. Prints for each class

- the time until the first result, which is what a run begins with: reading all submissions, and
  what is the same for each of them;
- from there the time per submission, until the last result;
- the time after that, for the report and a feedback page of every student;
- the most memory of the coordinator, the process of the command itself, and of all together,
  pages that several share counted once.

The week `tiny` is made on the spot; its checks take some milliseconds, so that what grows with the
class is seen sooner.

    python benchmarks/class_size.py [hw4_convolution] [--sizes 100 1000 10000] [--workers 1]
    python benchmarks/class_size.py tiny
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from measuring import COURSE, memory_of, processes_below, right_class

from autograder.authoring.new_week import new_week
from autograder.course import Course
from autograder.records import Assignment

_TINY = "hw0_tiny"
_SECONDS_BETWEEN_LOOKS = 1.0
_COLUMNS = ("class", "begin s", "each ms", "ratio", "end s", "end ms", "coordinator MB", "all MB")


class Run(NamedTuple):
    """One class graded: seconds, and bytes at the most."""

    beginning: float
    each: float
    end: float
    coordinator: int
    together: int


def main() -> None:
    """Grade the classes, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("week", nargs="?", default="hw4_convolution")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()

    print("".join(f"{name:>16}" for name in _COLUMNS), flush=True)
    first: Run | None = None
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            course = _tiny_course(root) if options.week == "tiny" else COURSE
            week = course.assignment(_TINY if options.week == "tiny" else options.week)
            _hand_in(week, size, root / "class")
            run = _graded(course, week, root, options.workers, size)
        first = first or run
        cells = (
            f"{size:,}",
            f"{run.beginning:.1f}",
            f"{1000 * run.each:.1f}",
            f"{run.each / first.each:.2f}",
            f"{run.end:.1f}",
            f"{1000 * run.end / size:.1f}",
            f"{run.coordinator >> 20}",
            f"{run.together >> 20}",
        )
        print("".join(f"{cell:>16}" for cell in cells), flush=True)


def _tiny_course(root: Path) -> Course:
    """A week that `autograder new` makes, without its hidden checks, which draw cases."""
    course = Course(root)
    new_week(course, _TINY)
    for path in course.assignment(_TINY).hidden_checks.glob("test_*.py"):
        path.unlink()
    return course


def _hand_in(week: Assignment, size: int, folder: Path) -> None:
    for submission in right_class(week, [week.reference], size):
        for name, content in submission.files.items():
            path = folder / submission.student / name
            path.parent.mkdir(parents=True)
            path.write_bytes(content)


def _graded(course: Course, week: Assignment, root: Path, workers: int, size: int) -> Run:
    """Grade the class below `root` by the command, and look on."""
    out = root / "out"
    command = [sys.executable, "-m", "autograder", "--course", str(course.root), "grade", week.name]
    options = [str(root / "class"), "--out", str(out), "--workers", str(workers)]
    begin = time.time()
    with (root / "printed.txt").open("w") as printed:
        running = subprocess.Popen([*command, *options], stdout=printed)
        coordinator = together = 0
        while running.poll() is None:
            coordinator = max(coordinator, _most_resident(running.pid))
            together = max(together, sum(map(memory_of, processes_below(running.pid))))
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(_SECONDS_BETWEEN_LOOKS)
    end = time.time()
    assert running.returncode == 0, command
    with contextlib.closing(sqlite3.connect(out / "gradebook.sqlite")) as book:
        row = book.execute(
            "SELECT count(*), min(graded_at), max(graded_at) FROM results WHERE score = max_score"
        ).fetchone()
    count, first, last = row[0], *(dt.datetime.fromisoformat(one).timestamp() for one in row[1:])
    assert count == size, f"{count} of {size} have full marks"
    return Run(first - begin, (last - first) / (size - 1), end - last, coordinator, together)


def _most_resident(process: int) -> int:
    """The most memory that a process has ever had, in bytes."""
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM:"))
    return 0


if __name__ == "__main__":
    main()
