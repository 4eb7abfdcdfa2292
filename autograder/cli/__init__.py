"""The command `autograder`: options, messages, exit statuses. With `commands`, it knows all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import click

from autograder.authoring.generate import StaleError
from autograder.calibration.statistics import InseparableError
from autograder.cli import (
    calibrating,
    exporting,
    fetching,
    gradebook,
    gradescope,
    grading,
    history,
    regrading,
    releasing,
    reporting,
    weeks,
)
from autograder.commands import NothingGradedError
from autograder.course import CourseError
from autograder.datasets.cifar10 import DatasetError
from autograder.gradebook.store import GradebookBusyError, GradebookMissingError
from autograder.gradebook.submissions import DamagedSubmissionError
from autograder.grading.checks import ChecksError
from autograder.grading.pool import EngineError
from autograder.intake.handed_in import IntakeError
from autograder.intake.roster import RosterError
from autograder.people import PersonError
from autograder.releasing.release import ReleaseRefusedError
from autograder.releasing.repository import RepositoryError
from autograder.reports.exports import ExportError
from autograder.sandbox.processes import SandboxError
from autograder.schedule import ScheduleError

_SAYS_ALL = (
    CourseError,
    DamagedSubmissionError,
    DatasetError,
    EngineError,
    ExportError,
    GradebookBusyError,
    GradebookMissingError,
    InseparableError,
    IntakeError,
    NothingGradedError,
    OSError,
    PersonError,
    ReleaseRefusedError,
    RepositoryError,
    RosterError,
    SandboxError,
    ScheduleError,
    StaleError,
)
"""Errors whose message is the sentence that the user needs."""


class _Group(click.Group):
    """Says what is wrong with the input in one sentence, and nothing of our insides."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except _SAYS_ALL as error:
            raise click.ClickException(str(error)) from None
        except ChecksError as error:
            raise click.ClickException(str(error).splitlines()[0]) from None
        except sqlite3.DatabaseError as error:
            raise click.ClickException(
                f"The gradebook can't be used: {error}. Give another --out, or move it away."
            ) from None


@click.group(cls=_Group)
@click.option(
    "--course",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The course's root folder, if it is not around the current one.",
)
@click.version_option(package_name="dlcv-autograder")
@click.pass_context
def main(context: click.Context, folder: Path | None) -> None:
    """Write, grade and verify the homework of a deep learning course."""
    context.obj = folder


for part in (
    *(grading, regrading, gradebook, history, reporting, exporting),
    *(weeks, releasing, gradescope, calibrating, fetching),
):
    for command in part.COMMANDS:
        main.add_command(command)
