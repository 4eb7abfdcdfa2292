"""How many of a week's misconceptions are diagnosed as themselves, as none, or as another.

Grades every file in wrong/ as a submission that is the reference but for that function. Not one may
be diagnosed as another; those without a diagnosis are named. Then the time for a submission, with
diagnosing and without, failing cases not being made smaller.

    python benchmarks/diagnosis.py hw4_convolution [--workers 1]
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from autograder.course import Course
from autograder.grading.examination import Scope
from autograder.grading.pool import run_jobs
from autograder.grading.preparation import make_jobs
from autograder.records import Result
from autograder.verification.cases import Expectation, shipped_cases, verification_secret
from autograder.verification.reach import reach_of

_FINDINGS = ("itself", "none", "another")


def main() -> int:
    """Measure, and print the tables; the status is 1 if one is diagnosed as another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("week")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()

    course = Course.find(Path(__file__).parent)
    week = course.assignment(options.week)
    cases = [case for case in shipped_cases(week) if case.expectation is Expectation.LOSS]
    functions = {case.name: case.function for case in cases}
    reach = reach_of(week)
    jobs = [
        replace(job, scope=Scope(reach.of_overlay(functions[job.submission.student]), shrink=False))
        for job in make_jobs(
            course, week, [case.submission for case in cases], frozenset(), verification_secret(0)
        )
    ]
    results = list(run_jobs(jobs, options.workers))
    without = [replace(job, scope=replace(job.scope, diagnose=False)) for job in jobs]
    mean, mean_without = _mean_seconds(results), _mean_seconds(run_jobs(without, options.workers))

    findings = {result.student: _finding(result) for result in results}
    counts = Counter((functions[name], finding) for name, finding in findings.items())
    print(f"{'function':36}{''.join(f'{finding:>9}' for finding in _FINDINGS)}")
    for function in dict.fromkeys(functions.values()):
        print(f"{function:36}{''.join(f'{counts[function, one]:9}' for one in _FINDINGS)}")
    totals = Counter(findings.values())
    print(f"{week.name:36}{''.join(f'{totals[one]:9}' for one in _FINDINGS)}\n")
    for result in sorted(results, key=lambda result: result.student):
        if findings[result.student] != "itself":
            print(f"{result.student}: {_described(result)}")
    print(f"\n{1000 * mean:.0f} ms for a submission, {1000 * mean_without:.0f} ms undiagnosed")
    return 1 if totals["another"] else 0


def _finding(result: Result) -> str:
    found = {f"wrong/{diagnosis.misconception}" for diagnosis in result.diagnoses}
    if not found:
        return "none"
    return "itself" if found == {result.student} else "another"


def _described(result: Result) -> str:
    """What was found instead, or how the checks ended."""
    if result.failure:
        return f"the grader failed: {result.failure}"
    found = [f"{one.function} as {one.misconception}" for one in result.diagnoses]
    verdicts = Counter(check.outcome.verdict.value for check in result.checks)
    return ", ".join(found or (f"{number} {word}" for word, number in verdicts.items()))


def _mean_seconds(results: Iterable[Result]) -> float:
    return statistics.mean(result.timing.total for result in results)


if __name__ == "__main__":
    sys.exit(main())
