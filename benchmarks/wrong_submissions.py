"""What a wrong submission costs over a right one, in processor time, shrinking and diagnosis too.

Grades every file of a week's wrong/ as a submission that is the reference but for that function,
with the reference itself again and again in between: all of it several times, and of each the
median counts. Prints the median and the largest ratio, and those above the reach.

    python benchmarks/wrong_submissions.py [hw4_convolution] [--only conv2d]
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
from collections.abc import Sequence

from measuring import jobs_of, processor_clock, right_class, week_named

from autograder.grading.pool import run_jobs
from autograder.records import Assignment, Submission
from autograder.verification.cases import Expectation, shipped_cases

_REACH = 3.0
_RIGHT_AFTER = 8
"""So many wrong submissions, then a right one."""
_ROUNDS = 3
_RIGHT = "a right one"


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
    rounds = [_costs(week, wrong) for _ in range(_ROUNDS)]
    costs = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    of_right = costs.pop(_RIGHT)
    ratios = {name: cost / of_right for name, cost in costs.items()}
    print(f"A right submission of {week.name}: {1000 * of_right:.0f} ms")
    print(f"{len(ratios)} wrong ones, over that:")
    print(f"  {statistics.median(ratios.values()):5.2f}  in the median")
    print(f"  {max(ratios.values()):5.2f}  at the most; the reach is {_REACH:g}, and above it are")
    for name, ratio in sorted(ratios.items(), key=lambda one: -one[1]):
        if ratio > _REACH:
            print(f"  {ratio:5.2f}  {name}")


def _costs(week: Assignment, wrong: Sequence[Submission]) -> dict[str, float]:
    """Seconds of each, by its name, and the median of the right ones."""
    # Two first: what the first one costs is the start-up.
    right = right_class(week, [week.reference], 2 + len(wrong) // _RIGHT_AFTER)
    submissions = right[:2]
    for number, submission in enumerate(wrong, start=1):
        submissions.append(submission)
        if number % _RIGHT_AFTER == 0:
            submissions.append(right[1 + number // _RIGHT_AFTER])

    costs: dict[str, float] = {}
    with processor_clock() as processor:
        now = time.perf_counter if math.isnan(processor()) else processor
        before = now()
        for result in run_jobs(jobs_of(week, submissions), workers=1):
            assert result.is_graded, result.first_trouble
            before, costs[result.student] = now(), now() - before

    of_wrong = {one.student: costs[one.student] for one in wrong}
    return {_RIGHT: statistics.median(costs[one.student] for one in right[1:]), **of_wrong}


if __name__ == "__main__":
    main()
