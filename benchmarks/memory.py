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
import os
import threading

from measuring import jobs_of, memory_of, processes_below, right_class, week_named

from autograder.grading.pool import run_jobs

_SECONDS_BETWEEN = 0.1
_FIRST = 10


def main() -> None:
    """Grade the class, and print the peaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("week")
    parser.add_argument("--submissions", type=int, default=30)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()

    week = week_named(options.week)
    jobs = jobs_of(week, right_class(week, [week.reference], options.submissions))

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
        peak[0] = max(peak[0], sum(map(memory_of, processes_below(os.getpid()))))


if __name__ == "__main__":
    main()
