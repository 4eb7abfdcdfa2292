"""Which errors say all that the user needs, wherever they come from.

Apart from the command line, which imports this when something went wrong: it knows all folders,
of which one command needs a few.
"""

from __future__ import annotations

from autograder.authoring.generate import StaleError
from autograder.calibration.statistics import InseparableError
from autograder.commands import NothingGradedError, ReportNotWrittenError
from autograder.course import CourseError
from autograder.datasets.cifar10 import DatasetError
from autograder.gradebook.store import GradebookBusyError, GradebookMissingError
from autograder.gradebook.submissions import DamagedSubmissionError
from autograder.grading.checks import ChecksError
from autograder.grading.examiner import WallError
from autograder.grading.pool import EngineError
from autograder.intake.handed_in import IntakeError
from autograder.intake.roster import RosterError
from autograder.people import PersonError
from autograder.releasing.release import ReleaseRefusedError
from autograder.releasing.repository import RepositoryError
from autograder.reports.exports import ExportError
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
    ScheduleError,
    StaleError,
    WallError,
)
"""Errors whose message is the sentence that the user needs."""


def sentence_of(error: Exception) -> str | None:
    """What an error says to the user; None where its message is for us."""
    if isinstance(error, _SAYS_ALL):
        return str(error)
    if isinstance(error, ChecksError):
        return str(error).splitlines()[0]
    return None
