"""Results made by hand, without a sandbox, and what they are of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.checking.description import CheckDescription
from autograder.checking.verdicts import Outcome, Verdict
from autograder.gradebook.store import Gradebook
from autograder.records import CheckResult, Result, Student, Submission, Versions

WEEK = "hw0_tiny"
ADA = Student("Ada Sample", email="ada@example.org", student_id="1001")
BEN = Student("Ben Beispiel", email="ben@example.org", student_id="1002")
PRESENT = Versions("", "checks 1", "engine 1", "secret 1")
CHECKS = (
    CheckDescription("test_double", "double: 3 becomes 6.", "1.1", 4.0, ("double",), "visible"),
    CheckDescription("test_negate", "negate: any number.", "2.1", 6.0, ("negate",), "visible"),
)


def handed_in(student: str = "Ada Sample", text: str = "x = 1", **known: object) -> Submission:
    """A submission of one file."""
    submission = Submission(student, {"tiny.py": text.encode()})
    return dataclasses.replace(submission, **known)


def result_of(
    submission: Submission, *verdicts: Verdict, present: Versions = PRESENT, **versions: str
) -> Result:
    """A result with these verdicts of the two checks; both pass if none is given."""
    outcomes = [Outcome(verdict) for verdict in verdicts or (Verdict.PASSED, Verdict.PASSED)]
    return Result(
        assignment=WEEK,
        student=submission.student,
        versions=dataclasses.replace(present, submission=submission.digest, **versions),
        checks=tuple(map(CheckResult, CHECKS, outcomes)),
    )


@contextmanager
def gradebook_with(path: Path, *submissions: Submission) -> Iterator[Gradebook]:
    """An open gradebook that has taken these in."""
    with Gradebook.open(path) as book:
        book.submissions.keep(WEEK, submissions)
        yield book
