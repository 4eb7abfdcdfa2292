"""The submissions that a week is tried out on: right, wrong and knowing nothing.

Imports authoring, grading's misconceptions and the records.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from autograder.authoring.stubs import make_stub_of
from autograder.grading.misconceptions import Misconception, misconceptions_of
from autograder.records import Assignment, Submission

MOST_TIME = 0.25
"""Of the processor time that is allowed: what is right may use no more, since students' machines,
and what they write, are slower."""


class Expectation(StrEnum):
    """What a submission must get."""

    ALL = "all"
    NONE = "none"
    LOSS = "a loss"


@dataclass(frozen=True)
class Case:
    """A submission that ships with the week, and what it must get."""

    submission: Submission
    expectation: Expectation
    function: str = ""
    """For a wrong one: the only function in which it may lose points."""

    @property
    def name(self) -> str:
        """For example ``accepted/im2col``."""
        return self.submission.student

    @property
    def kind(self) -> str:
        """For example ``accepted``."""
        return self.name.partition("/")[0]


def verification_secret(number: int) -> bytes:
    """A secret to try a week under: always the same, so that a trial can be repeated."""
    return hashlib.sha256(f"verification secret {number}".encode()).hexdigest().encode()


def shipped_cases(assignment: Assignment) -> list[Case]:
    """All of a week's own submissions.

    Raises:
        CourseError: a file in wrong/ has no hint, or is not about exactly one function.
    """
    reference = assignment.reference.read_bytes()
    stub = make_stub_of(assignment.reference).encode()
    return [
        _whole(assignment, "reference", reference, Expectation.ALL),
        *_folder(assignment, "accepted", Expectation.ALL),
        _whole(assignment, "stub", stub, Expectation.NONE),
        *_folder(assignment, "vacuous", Expectation.NONE),
        *(_wrong(assignment, one, reference) for one in misconceptions_of(assignment)),
    ]


def overlay(assignment: Assignment, wrong: str, reference: bytes) -> dict[str, bytes]:
    """The files of a submission that is the reference but for the functions of `wrong`.

    The reference's other functions go on calling its own, so that only what `wrong` defines is
    wrong.
    """
    imports = "from _reference import *\nfrom _wrong import *\n"
    return {
        f"{assignment.module}.py": imports.encode(),
        "_reference.py": reference,
        "_wrong.py": wrong.encode(),
    }


def _whole(assignment: Assignment, name: str, source: bytes, expectation: Expectation) -> Case:
    return Case(Submission(name, {f"{assignment.module}.py": source}), expectation)


def _folder(assignment: Assignment, folder: str, expectation: Expectation) -> list[Case]:
    return [
        _whole(assignment, f"{folder}/{path.stem}", path.read_bytes(), expectation)
        for path in sorted((assignment.solutions / folder).glob("*.py"))
    ]


def _wrong(assignment: Assignment, one: Misconception, reference: bytes) -> Case:
    files = overlay(assignment, one.path.read_text(encoding="utf-8"), reference)
    return Case(Submission(f"wrong/{one.name}", files), Expectation.LOSS, one.function)
