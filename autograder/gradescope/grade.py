"""Grade the one submission that lies in the container, and tell how far it is.

What is told: `Started`, then each `CheckResult`, then the `Result`; or `Refused`, and nothing more.
Imports intake, grading, the sandbox, the course and the records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.checking.description import CheckDescription
from autograder.course import SECRET_FILE, Course
from autograder.gradescope.settings import SETTINGS_FILE, Settings
from autograder.grading.grade import examination
from autograder.grading.job import Scope
from autograder.grading.preparation import make_jobs
from autograder.grading.prepared import prepare
from autograder.grading.wall import layers_behind, sandbox_options
from autograder.intake.handed_in import HandedIn
from autograder.intake.reading import read_submission
from autograder.intake.tree import folder_on_disk
from autograder.records import Assignment, CheckResult, Result, Submission
from autograder.sandbox.layers import Layer, in_force, is_separated
from autograder.sandbox.processes import WarmParent


@dataclass(frozen=True)
class Started:
    """The checks are ready to be run."""

    blank: Result
    """The result of this submission, without any check."""
    checks: tuple[CheckDescription, ...]
    layers: Mapping[Layer, str]
    """Every layer of the wall, with why it is missing, empty where it is in force."""


@dataclass(frozen=True)
class Refused:
    """The submission may not be graded here."""

    why: str
    layers: Mapping[Layer, str]


Message = Started | CheckResult | Result | Refused


def read_settings(source: Path) -> Settings:
    """The settings in the unpacked zip."""
    return Settings.model_validate_json((source / SETTINGS_FILE).read_bytes())


def grade(root: Path, settings: Settings, tell: Callable[[Message], None]) -> None:
    """Grade what lies in `root`/submission by the course in `root`/source.

    Grading goes on where the wall has fewer layers than strangers' code asks for elsewhere: on this
    machine lies nothing but one submission and the course's own files, and a separate user keeps
    these. Without that nothing of the submission is run.
    """
    course = _course(root / "source")
    assignment = course.assignment(settings.assignment)
    options = replace(sandbox_options(assignment), without=settings.without)
    parent = WarmParent(options)
    try:
        layers = layers_behind(parent, assignment)
        required = in_force(layers)
        if not is_separated(required):
            tell(Refused(_why_refused(layers), layers))
            return
        submission = _submission(root / "submission", assignment)
        (job,) = make_jobs(course, assignment, [submission], required)
        # A diagnosis takes as long again, and its hints are no students' to unpack.
        job = replace(job, scope=Scope(diagnose=False))
        prepared = prepare(assignment, job.secret)
        descriptions = tuple(check.description for check in prepared.checks)
        tell(Started(job.result(), descriptions, layers))
        tell(examination(job, prepared, parent, tell))
    finally:
        parent.close()


def try_out(source: Path) -> int:
    """Collect the checks and draw their cases, without any submission; how many there are."""
    course = _course(source)
    assignment = course.assignment(read_settings(source).assignment)
    return len(prepare(assignment, course.secret()).checks)


def _course(source: Path) -> Course:
    # With a secret made on the spot, grades would be other ones than the course's, unnoticed.
    if not (source / SECRET_FILE).is_file():
        raise FileNotFoundError(f"{source} has no {SECRET_FILE}; upload the zip as it was made.")
    return Course(source)


def _submission(folder: Path, assignment: Assignment) -> Submission:
    """What was handed in: a module or a notebook, as in a student's folder of a class."""
    graded = [function.name for function in assignment.functions]
    handed_in = HandedIn(folder.name, folder.name, folder_on_disk(folder), authors=())
    return read_submission(handed_in, assignment.module, graded)


def _why_refused(layers: Mapping[Layer, str]) -> str:
    return (
        "This container can't keep a submission away from the checks: it gives neither a separate "
        f"user ({layers[Layer.SEPARATE_USER]}) nor namespaces. Nothing of the submission was run."
    )
