"""What a student may see of a result."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import CheckResult, Diagnosis, Result
from autograder.reports.for_students import (
    headline,
    hidden_checks,
    message,
    shown_checks,
    shown_diagnoses,
)
from tests.reports.examples import FAILURE, GRADED, GRADER_ERROR

DIAGNOSIS = Diagnosis("conv1d", "conv1d_not_flipped", "What does a convolution do first?")


def with_visibility(check: CheckResult, visibility: str) -> CheckResult:
    return replace(check, check=replace(check.check, visibility=visibility))


def diagnosed(*checks: CheckResult) -> Result:
    return replace(GRADED, checks=checks, diagnoses=(DIAGNOSIS,))


PASSED, FAILED, _ = GRADED.checks


@pytest.mark.parametrize("visibility", ["visible", "after_due_date", "after_published"])
def test_a_check_that_waits_for_a_day_is_shown_with_the_grades(visibility: str) -> None:
    check = with_visibility(FAILED, visibility)
    assert shown_checks(diagnosed(check)) == (check,)
    assert hidden_checks(diagnosed(check)) == ()


def test_a_hidden_check_is_not_shown() -> None:
    hidden = with_visibility(FAILED, "hidden")
    assert shown_checks(diagnosed(PASSED, hidden)) == (PASSED,)
    assert hidden_checks(diagnosed(PASSED, hidden)) == (hidden,)


def test_the_graders_own_traceback_is_not_shown() -> None:
    own = Outcome(Verdict.GRADER_ERROR, "Traceback: a hidden check's own lines")
    assert message(own) == "The autograder itself failed in this check."
    assert "Traceback" not in repr(shown_checks(GRADER_ERROR))


def test_a_hint_is_shown_where_something_did_not_pass() -> None:
    assert shown_diagnoses(diagnosed(PASSED, FAILED)) == (DIAGNOSIS,)


def test_a_hint_that_only_a_hidden_check_asks_for_is_not_shown() -> None:
    assert shown_diagnoses(diagnosed(PASSED, with_visibility(FAILED, "hidden"))) == ()


def test_the_headline_says_the_score_or_that_there_is_none() -> None:
    assert headline(GRADED) == "2.5 of 5.5 points."
    assert headline(FAILURE).startswith("Not graded: the autograder itself failed")
