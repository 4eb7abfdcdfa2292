"""Results to report: graded, with trouble, and ungraded."""

from __future__ import annotations

from dataclasses import replace

from autograder.checking.description import CheckDescription
from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import CheckResult, Result, Timing, Versions

VERSIONS = Versions(submission="5ub", checks="c4ecks", engine="en91ne", secret="5ecret")


def check(number: str, outcome: Outcome, points: float = 1.5) -> CheckResult:
    """A hidden check of conv1d with its outcome."""
    description = CheckDescription(
        name=f"test_conv1d_{number.replace('.', '_')}",
        title=f"conv1d: case {number}.",
        number=number,
        points=points,
        tags=("conv1d", "toeplitz_matrix"),
        visibility="after_published",
    )
    return CheckResult(description, outcome)


GRADED = Result(
    assignment="hw4_convolution",
    student="Zoë Beispiel",
    versions=VERSIONS,
    checks=(
        check("2.1", Outcome(Verdict.PASSED), points=2.5),
        check("2.10", Outcome(Verdict.FAILED, "conv1d(signal, kernel)\nout is wrong.")),
        check("3.1", Outcome(Verdict.TIMED_OUT, "Your code used more than 2 s.")),
    ),
    timing=Timing(0.01, 0.5, 0.002),
)
EVERY_VERDICT = replace(
    GRADED,
    checks=tuple(
        check(f"1.{k}", Outcome(verdict, "" if verdict is Verdict.PASSED else "why"))
        for k, verdict in enumerate(Verdict)
        if verdict is not Verdict.GRADER_ERROR
    ),
)
GRADER_ERROR = replace(
    GRADED,
    checks=(
        check("2.1", Outcome(Verdict.FAILED, "out is wrong.")),
        check(
            "2.2",
            Outcome(
                Verdict.GRADER_ERROR, "KeyError: 'shape'\nTraceback: a hidden check's own lines"
            ),
        ),
        check("2.3", Outcome(Verdict.PASSED)),
    ),
)
FAILURE = replace(GRADED, checks=(), failure="KeyError: the grader failed\nTraceback\nKeyError")
