"""What the commands do, put together from the folders. Only this and `cli` know them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from autograder.gradebook.store import Gradebook
from autograder.grading.job import Job
from autograder.grading.pool import run_jobs
from autograder.records import Result
from autograder.reports.gradescope import write_results_json


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
