"""What a misconception is diagnosed as, and for which reasons it can't be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.checking.verdicts import Verdict
from autograder.records import Assignment
from autograder.verification.diagnoses import Diagnosed, Recognition, diagnosed
from autograder.verification.reach import Reach
from tests.tiny_course import NAME, make_tiny_course
from tests.verification.made_up import case_of, result_of

OWN = "forgets_sign"
REACH = Reach(
    called={"check": frozenset({"negate"})},
    hidden=frozenset(),
    users={},
    graders={"negate": frozenset({"check"})},
    on_the_way=frozenset(),
)
ITSELF, NONE, ANOTHER, IMPOSSIBLE = Recognition


@pytest.fixture
def week(tmp_path: Path) -> Assignment:
    return make_tiny_course(tmp_path).assignment(NAME)


def taken_for(
    week: Assignment,
    *found: tuple[str, ...],
    verdict: Verdict = Verdict.FAILED,
    reach: Reach = REACH,
) -> Diagnosed:
    """What results with these diagnoses, one for each secret, are taken for."""
    name = f"wrong/{OWN}"
    results = [result_of(name, {"negate": verdict}, diagnosed=one) for one in found]
    return diagnosed(case_of(name, "negate"), results, week, reach)


def test_it_is_diagnosed_as_itself_if_it_is_under_every_secret(week: Assignment) -> None:
    assert taken_for(week, (OWN,), (OWN,)) == Diagnosed(ITSELF)
    assert taken_for(week, (OWN,), ()) == Diagnosed(NONE)
    assert taken_for(week, (OWN,), ("adds_one",)) == Diagnosed(ANOTHER, "adds_one")
    assert taken_for(week, (OWN, "double_adds_one")) == Diagnosed(ANOTHER, "double_adds_one")


def test_complaints_are_of_those_without_a_diagnosis_and_of_those_with_a_wrong_one() -> None:
    assert Diagnosed(ANOTHER, "adds_one").complaint == "is diagnosed as adds_one."
    assert Diagnosed(NONE).complaint
    assert not Diagnosed(ITSELF).complaint
    assert not Diagnosed(IMPOSSIBLE, "with limits of their own").complaint


def test_one_that_trains_can_not_be_diagnosed(week: Assignment) -> None:
    trains = replace(week, limits=replace(week.limits, functions=(("negate", week.limits),)))
    assert taken_for(trains, ()) == Diagnosed(IMPOSSIBLE, "with limits of their own")


def test_one_whose_check_draws_on_the_way_can_not_be_diagnosed(week: Assignment) -> None:
    reach = replace(REACH, on_the_way=frozenset({"check"}))
    assert taken_for(week, (), reach=reach) == Diagnosed(IMPOSSIBLE, "drawing on the way")


def test_one_that_ends_in_another_verdict_can_not_be_diagnosed(week: Assignment) -> None:
    found = taken_for(week, (), verdict=Verdict.TIMED_OUT)
    assert found == Diagnosed(IMPOSSIBLE, "ending in timed_out")


def test_a_reason_does_not_excuse_a_wrong_diagnosis(week: Assignment) -> None:
    found = taken_for(week, ("adds_one",), verdict=Verdict.TIMED_OUT)
    assert found == Diagnosed(ANOTHER, "adds_one")
