"""The command `autograder`: options, messages, exit statuses. With `commands`, it knows all."""

from __future__ import annotations

import errno
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
    similarity,
    weeks,
)
from autograder.commands import NothingGradedError, ReportNotWrittenError
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
    PersonError,
    ReleaseRefusedError,
    ReportNotWrittenError,
    RepositoryError,
    RosterError,
    SandboxError,
    ScheduleError,
    StaleError,
)
"""Errors whose message is the sentence that the user needs."""

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_UNUSABLE = {
    errno.EACCES: "you may not read or write it, or its folder",
    errno.EPERM: "you may not read or write it, or its folder",
    errno.EROFS: "its disk can only be read",
    errno.ENOTDIR: "one of the folders in its path is a file",
    errno.EEXIST: "it is a file, where a folder is needed",
    errno.EISDIR: "it is a folder, where a file is needed",
}
"""Why nothing can be done with a path."""
_NO_ROOM_FOR_GRADEBOOK = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})


class _Group(click.Group):
    """Says what is wrong with the input in one sentence, and nothing of our insides."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except OSError as error:
            raise click.ClickException(_about_file(error)) from None
        except _SAYS_ALL as error:
            raise click.ClickException(str(error)) from None
        except ChecksError as error:
            raise click.ClickException(str(error).splitlines()[0]) from None
        except sqlite3.DatabaseError as error:
            raise click.ClickException(_about_gradebook(error)) from None


def _about_file(error: OSError) -> str:
    name = error.filename or "A file"
    if error.errno in _NO_ROOM:
        return (
            f"{name} can't be written: {error.strerror}. What was written before stands; make "
            "room, and run the command again."
        )
    if error.errno in _UNUSABLE:
        return f"{name} can't be used: {_UNUSABLE[error.errno]}."
    return str(error)


def _about_gradebook(error: sqlite3.DatabaseError) -> str:
    kind = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # without its details
    if kind not in _NO_ROOM_FOR_GRADEBOOK:
        return f"The gradebook can't be used: {error}. Give another --out, or move it away."
    return (
        f"The gradebook can't be written: {error}. What is in it stands; make room on the "
        "disk, and run the command again."
    )


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
    *(grading, regrading, gradebook, history, reporting, similarity, exporting),
    *(weeks, releasing, gradescope, calibrating, fetching),
):
    for command in part.COMMANDS:
        main.add_command(command)
