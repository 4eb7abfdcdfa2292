"""What diagnosing costs: the processor time of wrong submissions, graded with it and without it.

Grades the reference, and every Nth file in wrong/ as a submission that is the reference but for
that one function, as a class is graded; each twice, one after the other. Prints the ratios.
Whether the diagnoses are right says `autograder verify WEEK --only diagnosis`.

    python benchmarks/diagnosis.py hw4_convolution [--every 1]
"""

from __future__ import annotations

import argparse
import resource
import statistics
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from autograder.course import Course
from autograder.grading.grade import grade_job
from autograder.grading.job import Job, Scope
from autograder.grading.preparation import make_jobs
from autograder.records import Result
from autograder.verification.cases import shipped_cases, verification_secret


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("week")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth file")
    options = parser.parse_args()

    course = Course.find(Path(__file__).parent)
    week = course.assignment(options.week)
    cases = shipped_cases(week)
    wrong = [case.submission for case in cases if case.kind == "wrong"][:: options.every]
    submissions = [cases[0].submission, *wrong]
    jobs = [
        replace(job, scope=Scope(diagnose=diagnose))
        for job in make_jobs(course, week, submissions, frozenset(), verification_secret(0))
        for diagnose in (True, False)
    ]
    grade_job(jobs[0])  # what is the same for every submission is prepared
    seconds: dict[str, list[float]] = defaultdict(list)
    for job in jobs:
        seconds[job.submission.student].append(_processor_seconds(job))

    right_with, right_without = seconds.pop(cases[0].name)
    ratios = sorted(with_it / without for with_it, without in seconds.values())
    print(f"the reference: {right_with / right_without:.2f} times the time without diagnosing")
    print(
        f"{len(ratios)} wrong submissions: {statistics.median(ratios):.2f} times in the middle, "
        f"{ratios[len(ratios) // 20]:.2f} to {ratios[-1 - len(ratios) // 20]:.2f} for nine in ten"
    )


def _processor_seconds(job: Job) -> float:
    """Of the examining process, and of the submission in its sandbox."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = Result.from_json(grade_job(job))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    inside = result.timing.of_submission * job.assignment.limits.submission_cpu_seconds
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime + inside


if __name__ == "__main__":
    main()
