"""Grade a class: what is new or changed, into the gradebook and the results files.

Imports grading, gradebook, reports and the records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from autograder.course import Course, checks_version, engine_version, secret_version
from autograder.gradebook.store import Gradebook
from autograder.grading.job import Job, sandbox_options
from autograder.grading.pool import run_jobs
from autograder.records import Assignment, Result, Submission, Versions
from autograder.reports.gradescope import write_results_json
from autograder.sandbox.layers import Layer
from autograder.sandbox.session import SandboxSession, SubmittedFiles, WarmParent


def layers_here(assignment: Assignment) -> dict[Layer, str]:
    """Every layer of the wall, with why it is missing, empty where this machine gives it.

    Raises:
        autograder.sandbox.session.SandboxError: no sandbox can be started at all.
    """
    parent = WarmParent(sandbox_options(assignment))
    try:
        with SandboxSession(parent, SubmittedFiles(assignment.module, {})) as session:
            return {Layer(name): reason for name, reason in session.layers().items()}
    finally:
        parent.close()


def make_jobs(
    course: Course,
    assignment: Assignment,
    submissions: Iterable[Submission],
    required_layers: frozenset[Layer],
    secret: bytes | None = None,
) -> list[Job]:
    """A job for every submission, under the course's secret or another one."""
    secret = secret or course.secret()
    checks, engine = checks_version(assignment), engine_version()
    return [
        Job(
            assignment=assignment,
            submission=submission,
            versions=Versions(submission.digest, checks, engine, secret_version(secret)),
            secret=secret,
            required_layers=required_layers,
        )
        for submission in submissions
    ]


def grade_class(
    jobs: list[Job], out: Path, workers: int, progress: Callable[[Result], None]
) -> list[Result]:
    """Grade all jobs that the gradebook in `out` has no grade for; write all results files.

    A run that was killed is continued by calling this again: each result is in the gradebook
    before its file is written, and files that are missing or old are written from there.

    Args:
        jobs: from `make_jobs`.
        out: gets `gradebook.sqlite` and `results/`.
        workers: processes to grade with.
        progress: is called with every result, old ones first.

    Returns:
        Results in the order of the jobs.

    Raises:
        autograder.gradebook.store.GradebookBusyError: another run writes to `out`.
    """
    results: dict[str, Result] = {}

    def keep(result: Result) -> None:
        results[result.student] = result
        write_results_json(result, out / "results")
        progress(result)

    with Gradebook.open(out / "gradebook.sqlite") as gradebook:
        pending = []
        for job in jobs:
            known = gradebook.graded(job.assignment.name, job.submission.student, job.versions)
            if known is None:
                pending.append(job)
            else:
                keep(known)
        for result in run_jobs(pending, workers):
            gradebook.record(result)
            keep(result)
    return [results[job.submission.student] for job in jobs]
