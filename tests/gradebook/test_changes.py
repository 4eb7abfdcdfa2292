"""What changed between two results, check by check."""

from __future__ import annotations

from dataclasses import replace

from autograder.checking.verdicts import Verdict
from autograder.gradebook.changes import Change, changed_checks, changed_versions
from autograder.records import CheckResult, Result
from tests.gradebook.examples import handed_in, result_of

SUBMISSION = handed_in()
RIGHT = result_of(SUBMISSION)
WRONG = result_of(SUBMISSION, Verdict.PASSED, Verdict.TIMED_OUT)
UNGRADED = result_of(SUBMISSION, Verdict.PASSED, Verdict.GRADER_ERROR)


def with_checks(*checks: CheckResult) -> Result:
    return replace(RIGHT, checks=checks)


def told(before: Result, after: Result) -> list[str]:
    return [str(change) for change in changed_checks(before, after)]


def test_only_checks_with_another_outcome_changed() -> None:
    assert told(RIGHT, WRONG) == ["2.1 passed → timed out (−6)"]
    assert told(WRONG, RIGHT) == ["2.1 timed out → passed (+6)"]
    assert told(RIGHT, RIGHT) == []


def test_a_verdict_may_change_without_points() -> None:
    failed = result_of(SUBMISSION, Verdict.PASSED, Verdict.FAILED)
    assert told(failed, WRONG) == ["2.1 failed → timed out"]


def test_a_check_may_come_and_go() -> None:
    one, other = RIGHT.checks
    assert told(with_checks(one), RIGHT) == ["2.1 new → passed (+6)"]
    assert told(RIGHT, with_checks(other)) == ["1.1 passed → removed (−4)"]


def test_a_check_may_be_worth_more() -> None:
    one, other = RIGHT.checks
    worth_more = replace(other, check=replace(other.check, points=8.0))
    assert told(RIGHT, with_checks(one, worth_more)) == ["2.1 passed → passed (+2)"]


def test_cases_of_a_parametrized_check_are_told_apart_by_their_order() -> None:
    right, wrong = RIGHT.checks[1], WRONG.checks[1]
    for after in ((right, wrong), (wrong, right)):
        assert told(with_checks(right, right), with_checks(*after)) == [
            "2.1 passed → timed out (−6)"
        ]


def test_a_check_without_a_number_has_its_name() -> None:
    right, wrong = (
        replace(one, check=replace(one.check, number=""))
        for one in (RIGHT.checks[1], WRONG.checks[1])
    )
    assert told(with_checks(right), with_checks(wrong)) == ["test_negate passed → timed out (−6)"]


def test_a_first_grade_is_no_gain() -> None:
    for before in (None, UNGRADED):
        change = Change("Ada", before, RIGHT)
        assert (change.gain, change.is_first_grade) == (0, True)
    assert Change("Ada", WRONG, RIGHT).gain == 6
    assert not Change("Ada", WRONG, RIGHT).is_first_grade


def test_the_same_score_of_more_points_is_a_loss() -> None:
    one, other = WRONG.checks
    of_more = with_checks(one, replace(other, check=replace(other.check, points=12.0)))
    assert (WRONG.score, of_more.score) == (4, 4)
    assert Change("Ada", WRONG, of_more).gain == -2.4  # 4 of 10 would be 6.4 of 16


def test_versions_that_differ_are_named() -> None:
    other = replace(RIGHT.versions, checks="2", secret="2")
    assert changed_versions(RIGHT.versions, RIGHT.versions) == ()
    assert changed_versions(RIGHT.versions, other) == (
        "the checks changed",
        "the course's secret changed",
    )
