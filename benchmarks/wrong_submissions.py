"""What a wrong submission costs over a right one, in processor time, shrinking and diagnosis too.

Grades every file of a week's wrong/ as a submission that is the reference but for that function,
and all right solutions among them: all of it in several rounds, and of each the median counts.
Prints the median and the largest ratio, over the median of the right solutions, and over the
reference, which is the fastest of them and whose answers need no second look.

    python benchmarks/wrong_submissions.py [hw4_convolution] [--only conv2d]
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from measuring import jobs_of, processor_clock, right_class, right_solutions, week_named

from autograder.grading.pool import run_jobs
from autograder.records import Assignment, Submission
from autograder.verification.cases import Expectation, shipped_cases

_REACH = 3.0
_ROUNDS = 3


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("week", nargs="?", default="hw4_convolution")
    parser.add_argument("--only", default="", help="Misconceptions whose names begin so.")
    options = parser.parse_args()

    week = week_named(options.week)
    wrong = [
        case.submission
        for case in shipped_cases(week)
        if case.expectation is Expectation.LOSS and case.name.startswith(f"wrong/{options.only}")
    ]
    right = right_solutions(week)
    rounds = [_costs(week, right, wrong) for _ in range(_ROUNDS)]
    costs = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    of_right = {name: costs.pop(name) for name in right}
    _print_ratios(f"the median of {len(right)} right ones", costs, [*of_right.values()])
    _print_ratios("the reference", costs, [of_right["reference"]])


def _print_ratios(of_what: str, costs: Mapping[str, float], of_right: Sequence[float]) -> None:
    right = statistics.median(of_right)
    ratios = {name: cost / right for name, cost in costs.items()}
    print(f"{len(ratios)} wrong submissions, over {of_what}, {1000 * right:.0f} ms:")
    print(f"  {statistics.median(ratios.values()):5.2f}  in the median")
    print(f"  {max(ratios.values()):5.2f}  at the most; the reach is {_REACH:g}, and above it are")
    for name, ratio in sorted(ratios.items(), key=lambda one: -one[1]):
        if ratio > _REACH:
            print(f"  {ratio:5.2f}  {name}")


def _costs(
    week: Assignment, right: Mapping[str, Path], wrong: Sequence[Submission]
) -> dict[str, float]:
    """Seconds of each, by its name."""
    of_right = right_class(week, right.values(), len(right))
    names = {one.student: name for one, name in zip(of_right, right, strict=True)}
    mixed = [*of_right, *wrong]
    random.Random(0).shuffle(mixed)
    first = replace(of_right[0], student="the start-up")

    costs: dict[str, float] = {}
    with processor_clock() as processor:
        now = time.perf_counter if math.isnan(processor()) else processor
        before = now()
        for result in run_jobs(jobs_of(week, [first, *mixed]), workers=1):
            assert result.is_graded, result.first_trouble
            name = names.get(result.student, result.student)
            before, costs[name] = now(), now() - before
    del costs[first.student]
    return costs


if __name__ == "__main__":
    main()
