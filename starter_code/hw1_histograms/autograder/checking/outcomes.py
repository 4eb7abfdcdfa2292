"""How an exception becomes a verdict. Imports Hypothesis, pytest and `verdicts` only."""

from __future__ import annotations

import traceback

import pytest
from hypothesis.errors import Flaky

from autograder.checking.verdicts import CheckStopped, Outcome, Verdict, submission_trace


def outcome_of(error: BaseException | None) -> Outcome:
    """The outcome of a check that ended with `error`, or with none."""
    if error is None:
        return Outcome(Verdict.PASSED)
    if isinstance(error, CheckStopped):
        return Outcome(error.verdict, error.message)
    trace = submission_trace(error)
    if trace is not None:
        return Outcome(Verdict.ERROR, f"Your code raised an exception:\n{trace}")
    if isinstance(error, Flaky):
        return Outcome(Verdict.FAILED, "Your code gives different answers to the same question.")
    if isinstance(error, AssertionError | pytest.fail.Exception):
        return Outcome(Verdict.FAILED, str(error))
    lines = [f"{type(error).__name__}: {error}\n", *traceback.format_exception(error)]
    return Outcome(Verdict.GRADER_ERROR, "".join(lines))
