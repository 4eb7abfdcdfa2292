"""Throughput with one worker and with two: submissions of a class of right ones in a second.

Each number of workers grades the same class, several times in turn, so that what else the machine
does falls on all alike. Counted is from the first results on, one of each worker: until then they
prepare the same checks, each for itself; that time is given apart.

    python benchmarks/throughput.py [hw4_convolution] [--submissions 200] [--workers 1 2]
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Sequence
from typing import NamedTuple

from measuring import jobs_of, right_class, right_solutions, week_named

from autograder.grading.job import Job
from autograder.grading.pool import run_jobs

_REACH = 1.7


class Run(NamedTuple):
    """A class graded."""

    start_up: float
    """Seconds until every worker has given a result."""
    throughput: float
    """Submissions a second from there on."""


def main() -> None:
    """Measure, and print a line for each number of workers."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("week", nargs="?", default="hw4_convolution")
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()

    week = week_named(options.week)
    solutions = right_solutions(week).values()
    jobs = jobs_of(week, right_class(week, solutions, options.submissions))
    runs: dict[int, list[Run]] = {workers: [] for workers in options.workers}
    for _ in range(options.rounds):
        for workers, of_it in runs.items():
            of_it.append(_graded(jobs, workers))

    print(f"{len(jobs)} right submissions of {week.name}, {os.cpu_count()} cores")
    print(f"{'workers':>8}{'start-up s':>12}{'submissions/s':>15}{'ratio':>8}")
    first = statistics.median(run.throughput for run in runs[options.workers[0]])
    for workers, of_it in runs.items():
        start_up = statistics.median(run.start_up for run in of_it)
        throughput = statistics.median(run.throughput for run in of_it)
        print(f"{workers:8}{start_up:12.1f}{throughput:15.2f}{throughput / first:8.2f}")
    print(f"The reach for two workers on two idle cores is {_REACH} times one's.")


def _graded(jobs: Sequence[Job], workers: int) -> Run:
    begin = time.perf_counter()
    moments = []
    for result in run_jobs(jobs, workers):
        moments.append(time.perf_counter())
        assert result.score == result.max_score, result.first_trouble
    first, last = moments[workers - 1], moments[-1]
    return Run(first - begin, (len(moments) - workers) / (last - first))


if __name__ == "__main__":
    main()
