"""The verdicts of a check, and what the exceptions say from which they are made.

The judge's own error is a verdict apart from every error of a submission, as in Kattis's
problemtools: it is no grade, and asks for a person. Imports the standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class Verdict(StrEnum):
    """What one check says of one submission."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    MISSING = "missing"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    FORBIDDEN = "forbidden"
    GRADER_ERROR = "grader_error"


class CheckStopped(BaseException):
    """Ends a check at once, with a verdict that no further example could change.

    It is no `Exception`, so that neither Hypothesis (which would replay and shrink, each replay
    paying the full time limit) nor a check's own `except` catches it.
    """

    def __init__(
        self, verdict: Verdict, message: str, *, concerns_all_checks: bool = False
    ) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.message = message
        self.concerns_all_checks = concerns_all_checks
        """Whether it says nothing of the call that ran into it, such as a failed import."""


class WrongReturnError(AssertionError):
    """The submission returned something of another kind than the function's signature says."""


@dataclass(frozen=True)
class SubmissionTrace:
    """An exception that the submission's own code raised: what a student needs to find it."""

    type_name: str
    message: str
    lines: tuple[str, ...]
    """The traceback's lines inside the submission's files, outermost first."""

    def __str__(self) -> str:
        return "\n".join([*self.lines, f"{self.type_name}: {self.message}".rstrip(": ")])


@dataclass(frozen=True)
class Outcome:
    """A verdict with its explanation; the explanation is empty for a pass."""

    verdict: Verdict
    message: str = ""


_TRACE_ATTRIBUTE = "submission_trace"
_E = TypeVar("_E", bound=BaseException)


def mark_as_submissions(error: _E, trace: SubmissionTrace) -> _E:
    """Mark `error` as raised by the submission's code, and not by the check's."""
    setattr(error, _TRACE_ATTRIBUTE, trace)
    return error


def submission_trace(error: BaseException) -> SubmissionTrace | None:
    """Where the submission raised `error`, or None if the check itself did."""
    trace = getattr(error, _TRACE_ATTRIBUTE, None)
    return trace if isinstance(trace, SubmissionTrace) else None
