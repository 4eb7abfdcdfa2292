"""The records that travel between the folders of this package. Imports `autograder.checking` only;
every folder may import both.

::

    intake ── Submission ──> grading ── Result ──> gradebook ── Grade ──> reports
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from autograder.checking.description import CheckDescription
from autograder.checking.signatures import FunctionSpec
from autograder.checking.verdicts import Outcome, Verdict


@dataclass(frozen=True)
class CallLimits:
    """What one call may use: processor seconds, and seconds on the clock."""

    cpu_seconds: float
    wall_seconds: float


@dataclass(frozen=True)
class Limits:
    """What one submission may use."""

    call_cpu_seconds: float
    call_wall_seconds: float
    submission_cpu_seconds: float
    submission_wall_seconds: float
    memory_megabytes: int
    functions: tuple[tuple[str, CallLimits], ...] = ()
    """Functions whose calls have limits of their own, such as one that trains a network."""


@dataclass(frozen=True)
class Assignment:
    """One week of the course, as its folders say."""

    name: str
    """For example ``hw4_convolution``; the folders bear it."""
    title: str
    module: str
    """The file to hand in, without ``.py``."""
    libraries: tuple[str, ...]
    """Installed distributions that a submission may import."""
    limits: Limits
    functions: tuple[FunctionSpec, ...]
    reference: Path
    handout: Path
    notebook: Path
    """Its source; a week may have none."""
    visible_checks: Path
    hidden_checks: Path
    solutions: Path
    settings: tuple[tuple[str, str], ...] = ()
    """What the hidden checks can be set to, such as the set of images to train on."""

    def with_setting(self, name: str, value: str) -> Assignment:
        """The same week with another value of one of its settings."""
        return replace(self, settings=tuple(sorted({**dict(self.settings), name: value}.items())))


@dataclass(frozen=True)
class Student:
    """One person of the course; what no platform or roster says is empty."""

    name: str
    email: str = ""
    student_id: str = ""
    """The university's number: Gradescope's SID, Canvas's SIS User ID, Moodle's ID number."""
    login: str = ""
    """Canvas's SIS Login ID."""
    canvas_id: str = ""
    """Canvas's number of the person, as in its downloads and its gradebook."""
    moodle_id: str = ""
    """Moodle's participant number in one assignment."""

    @property
    def names(self) -> tuple[str, ...]:
        """All by which people may call this person, for example in `course.toml`."""
        return tuple(filter(None, (self.name, self.email, self.student_id, self.login)))


@dataclass(frozen=True)
class Submission:
    """What one student, or one team, handed in."""

    student: str
    """The key in gradebook and results: the folder's name, undecodable bytes as surrogates."""
    files: Mapping[str, bytes]
    """By relative path; the module among them unless `problem` says why it is not."""
    problem: Outcome | None = None
    """Why no check can run, for example a missing file."""
    authors: tuple[Student, ...] = ()
    """Who gets its grade, where the platform says so."""
    submitted: dt.datetime | None = None
    """When, with its time zone, where the platform says so."""
    marked_late: bool = False
    """Whether the platform calls it late, as Canvas does in its downloads, which have no times."""

    @property
    def names(self) -> tuple[str, ...]:
        """All by which an extension may mean it: its key, and what its authors are called."""
        return (self.student, *(name for author in self.authors for name in author.names))

    @property
    def digest(self) -> str:
        """A hash of everything in it."""
        content = hashlib.sha256(repr(self.problem).encode())
        for name, data in sorted(self.files.items()):
            content.update(f"{name}\0{len(data)}\0".encode())
            content.update(data)
        return content.hexdigest()


@dataclass(frozen=True)
class Measurement:
    """What a check has measured of a submission, such as an accuracy."""

    name: str
    value: float
    order: str = ""
    """On the leaderboard: ``desc`` or ``asc``; empty where it is not on it."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check's outcome for one submission."""

    check: CheckDescription
    outcome: Outcome
    partial: float | None = None
    """What a check that failed gives nevertheless, of its points."""
    measurements: tuple[Measurement, ...] = ()

    @property
    def score(self) -> float:
        """All of the check's points for a pass; for a failure what the check gives, else none."""
        if self.outcome.verdict is Verdict.PASSED:
            return self.check.points
        return self.partial or 0.0


@dataclass(frozen=True)
class Versions:
    """What a result depends on; two results of equal versions are equal."""

    submission: str
    checks: str
    engine: str
    secret: str


@dataclass(frozen=True)
class Timing:
    """What grading one submission took: seconds on the clock, and of its limits."""

    start: float = 0.0
    checks: float = 0.0
    teardown: float = 0.0
    of_submission: float = 0.0
    """The part that it used of the processor time that a submission may use."""
    of_call: float = 0.0
    """The largest part that one call used of the processor time that it may use."""
    slowest_function: str = ""
    """Which function that call was of; empty for the import."""

    @property
    def total(self) -> float:
        """All the seconds on the clock."""
        return self.start + self.checks + self.teardown


@dataclass(frozen=True)
class Diagnosis:
    """A known misconception whose answers equal the submission's on every case tried."""

    function: str
    misconception: str
    """Its name, for example ``conv1d_not_flipped``."""
    hint: str
    """For the student, as the misconception's author wrote it."""


@dataclass(frozen=True)
class Result:
    """The grading of one submission."""

    assignment: str
    student: str
    versions: Versions
    checks: tuple[CheckResult, ...]
    failure: str = ""
    """Why the grader itself failed, empty if it did not."""
    timing: Timing = field(default_factory=Timing)
    diagnoses: tuple[Diagnosis, ...] = ()
    """At most one for a function."""

    @property
    def is_graded(self) -> bool:
        """Whether there is a grade: no check ended in a grader error."""
        return not self.failure and all(
            result.outcome.verdict is not Verdict.GRADER_ERROR for result in self.checks
        )

    @property
    def score(self) -> float | None:
        """The sum of the checks' scores; None if ungraded."""
        return sum(result.score for result in self.checks) if self.is_graded else None

    @property
    def max_score(self) -> float:
        """The sum of the checks' points."""
        return sum(result.check.points for result in self.checks)

    @property
    def first_trouble(self) -> CheckResult | None:
        """The first check that did not pass; a grader error before all others."""
        troubles = [r for r in self.checks if r.outcome.verdict is not Verdict.PASSED]
        troubles.sort(key=lambda r: r.outcome.verdict is not Verdict.GRADER_ERROR)
        return troubles[0] if troubles else None

    @property
    def why_ungraded(self) -> str:
        """How the grader failed, altogether or in the first check in which it did."""
        return self.failure or (self.first_trouble.outcome.message if self.first_trouble else "")

    def to_json(self) -> str:
        """For the gradebook, and for the way between processes."""
        return _ENCODER.encode(self)

    @staticmethod
    def from_json(text: str | bytes) -> Result:
        """The inverse of `to_json`."""
        data = json.loads(text)
        checks = tuple(
            CheckResult(
                check=_description(**{**entry["check"], "tags": tuple(entry["check"]["tags"])}),
                outcome=_outcome(**entry["outcome"]),
                partial=entry.get("partial"),
                measurements=tuple(Measurement(**one) for one in entry.get("measurements", ())),
            )
            for entry in data["checks"]
        )
        return Result(
            assignment=data["assignment"],
            student=data["student"],
            versions=Versions(**{name: sys.intern(one) for name, one in data["versions"].items()}),
            checks=checks,
            failure=data["failure"],
            timing=Timing(**data["timing"]),
            # Gradebooks written before there were diagnoses have none.
            diagnoses=tuple(Diagnosis(**entry) for entry in data.get("diagnoses", ())),
        )


def _by_name(record: object) -> dict[str, object]:
    """A record's fields, in their order; nothing is copied of those that keep them by name."""
    if isinstance(record, CheckResult):
        return {
            "check": record.check,
            "outcome": record.outcome,
            "partial": record.partial,
            "measurements": record.measurements,
        }
    return vars(record)


# Looking for circles, of which there are none, takes a quarter of the time.
_ENCODER = json.JSONEncoder(default=_by_name, check_circular=False)


# A class's results are of the same checks, most of them passed: read from JSON, they share what is
# equal. Without that, ten thousand results of hw4 take ten times the memory.
_description = functools.lru_cache(maxsize=1000)(CheckDescription)


@functools.lru_cache(maxsize=1000)
def _outcome(verdict: str, message: str) -> Outcome:
    return Outcome(Verdict(verdict), message)


class GradeState(StrEnum):
    """Why a student has the points of a grade, or none."""

    GRADED = "graded"
    UNGRADED = "ungraded"
    """The grader failed: no grade, and a person is asked for."""
    NOT_SUBMITTED = "not_submitted"


@dataclass(frozen=True)
class Grade:
    """What one student gets for a week, lateness and adjustments included."""

    student: Student
    assignment: str
    state: GradeState
    points: float | None
    """Of the week's `max_points`; None if ungraded."""
    max_points: float
    remarks: tuple[str, ...] = ()
    """What made `points` of the score, for the student: lateness, adjustments."""
    submitted: dt.datetime | None = None
    result: Result | None = None
    """The grading of the submission that counts."""
    to_decide: tuple[str, ...] = ()
    """What nothing here can know, for those who teach: `points` leave it aside."""
