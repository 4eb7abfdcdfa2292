"""How an exception becomes a verdict."""

from __future__ import annotations

import pytest
from hypothesis.errors import Flaky

from autograder.checking.outcomes import outcome_of
from autograder.checking.verdicts import (
    CheckStopped,
    Outcome,
    SubmissionTrace,
    Verdict,
    WrongReturnError,
    mark_as_submissions,
    submission_trace,
)

TRACE = SubmissionTrace("KeyError", "'a'", ("convolution.py, line 3, in f: x['a']",))


def test_no_exception_is_a_pass() -> None:
    assert outcome_of(None) == Outcome(Verdict.PASSED)


@pytest.mark.parametrize(
    "error", [AssertionError("out is wrong."), WrongReturnError("out is wrong.")]
)
def test_a_failed_assertion_is_a_failure_in_its_own_words(error: AssertionError) -> None:
    assert outcome_of(error) == Outcome(Verdict.FAILED, "out is wrong.")


def test_pytest_fail_is_a_failure_in_its_own_words() -> None:
    with pytest.raises(pytest.fail.Exception) as caught:
        pytest.fail("out is wrong.")
    assert outcome_of(caught.value) == Outcome(Verdict.FAILED, "out is wrong.")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_stopped_check_has_the_verdict_that_stopped_it(verdict: Verdict) -> None:
    assert outcome_of(CheckStopped(verdict, "why")) == Outcome(verdict, "why")


@pytest.mark.parametrize("error", [KeyError("a"), AssertionError("mine"), SystemExit(3)])
def test_the_submissions_own_exception_is_an_error_with_its_lines(error: BaseException) -> None:
    assert outcome_of(mark_as_submissions(error, TRACE)) == Outcome(
        Verdict.ERROR,
        "Your code raised an exception:\nconvolution.py, line 3, in f: x['a']\nKeyError: 'a'",
    )


def test_the_checks_own_exception_is_a_grader_error_with_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        1 / 0  # noqa: B018
    outcome = outcome_of(caught.value)
    assert outcome.verdict is Verdict.GRADER_ERROR
    assert "Traceback" in outcome.message
    assert "ZeroDivisionError: division by zero" in outcome.message


def test_answers_that_differ_from_run_to_run_are_a_failure() -> None:
    outcome = outcome_of(Flaky("…"))
    assert outcome.verdict is Verdict.FAILED
    assert "different answers to the same question" in outcome.message


def test_a_checks_except_does_not_catch_a_stopped_check() -> None:
    assert not isinstance(CheckStopped(Verdict.TIMED_OUT, ""), Exception)


def test_a_mark_is_found_again_and_nothing_else_is_taken_for_one() -> None:
    assert submission_trace(mark_as_submissions(KeyError(), TRACE)) is TRACE
    forged = KeyError()
    forged.submission_trace = "a forged one"  # type: ignore[attr-defined]
    assert submission_trace(forged) is None
    assert submission_trace(KeyError()) is None


def test_a_trace_without_a_message_ends_with_the_type() -> None:
    assert str(SubmissionTrace("KeyboardInterrupt", "", ())) == "KeyboardInterrupt"
