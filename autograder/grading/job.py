"""What a job is: the grading of one submission, wherever it is done.

Imports `sandbox.layers` and the records, since it is known to all who have jobs done.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.records import (
    Assignment,
    CheckResult,
    Diagnosis,
    Result,
    Submission,
    Timing,
    Versions,
)
from autograder.sandbox.layers import Layer

MOST_ATTEMPTS = 3
"""How often the process that grades a job may be killed, until the job is set aside."""


@dataclass(frozen=True)
class Scope:
    """How much of an examination is done; less than all of it is no grade."""

    only: frozenset[str] | None = None
    """The identities of the checks to run, if not all."""
    shrink: bool = True
    """Whether failing cases are made smaller; without a reader they need not be."""
    until_failure: bool = False
    """Whether the first check that does not pass is the last one."""
    rehearsed: bool = True
    """Whether answers are first compared with the rehearsal's; else each call is timed alone."""
    diagnose: bool = True
    """Whether misconceptions are looked for; without a reader they need not be."""


@dataclass(frozen=True)
class Job:
    """All that grading one submission needs."""

    assignment: Assignment
    submission: Submission
    versions: Versions
    secret: bytes
    required_layers: frozenset[Layer]
    device: str = "cpu"
    """What networks are trained on: ``cpu``, or ``cuda`` for the machine's GPUs."""
    scope: Scope = field(default_factory=Scope)

    def result(
        self,
        *,
        checks: tuple[CheckResult, ...] = (),
        failure: str = "",
        timing: Timing | None = None,
        diagnoses: tuple[Diagnosis, ...] = (),
    ) -> Result:
        """What it has come to.

        Args:
            checks: what became of them.
            failure: where the grader itself failed, why.
            timing: what it took.
            diagnoses: what they have found.
        """
        return Result(
            assignment=self.assignment.name,
            student=self.submission.student,
            versions=self.versions,
            checks=checks,
            failure=failure,
            timing=timing or Timing(),
            diagnoses=diagnoses,
        )
