"""What grading a class begins with: the layers of the wall, and the jobs.

Imports sandbox, the course and the records.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, distribution

from autograder.course import Course, CourseError, checks_version, engine_version, secret_version
from autograder.grading.job import Job, sandbox_options
from autograder.records import Assignment, Submission, Versions
from autograder.sandbox.layers import Layer
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession


def layers_here(assignment: Assignment) -> dict[Layer, str]:
    """Every layer of the wall, with why it is missing, empty where this machine gives it.

    Raises:
        CourseError: a library that submissions may import is not installed here.
        autograder.sandbox.processes.SandboxError: no sandbox can be started at all.
    """
    _assert_installed(assignment)
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
    present = present_versions(assignment, secret)
    return [
        Job(
            assignment=assignment,
            submission=submission,
            versions=replace(present, submission=submission.digest),
            secret=secret,
            required_layers=required_layers,
        )
        for submission in submissions
    ]


def present_versions(assignment: Assignment, secret: bytes) -> Versions:
    """What a grading of today has as its versions, besides the submission's."""
    return Versions("", checks_version(assignment), engine_version(), secret_version(secret))


def _assert_installed(assignment: Assignment) -> None:
    for name in assignment.libraries:
        try:
            distribution(name)
        except PackageNotFoundError:
            raise CourseError(
                f"{assignment.name} needs {name}, which is not installed here; install it, "
                f"for example with: python -m pip install -c constraints.txt {name}"
            ) from None
