"""Homework 4 gives every submission that ships with it what it must get."""

from __future__ import annotations

import re

import pytest
from rich.progress import Progress

from autograder.checking.running import CheckDescription
from autograder.course import Course
from autograder.grading.checks import collect_checks
from autograder.records import Assignment
from autograder.verification.cases import Expectation, shipped_cases
from autograder.verification.command import Row, verify_assignment
from tests.conftest import ROOT

NAME = "hw4_convolution"


@pytest.fixture(scope="module")
def week(course: Course) -> Assignment:
    return course.assignment(NAME)


@pytest.fixture(scope="module")
def rows(course: Course, week: Assignment) -> dict[str, Row]:
    """Every shipped submission, graded under one secret."""
    verification = verify_assignment(course, week, 1, 2, Progress(disable=True))
    return {row.case.name: row for row in verification.rows}


def descriptions(week: Assignment) -> list[CheckDescription]:
    return [check.description for check in collect_checks(week)]


CASES = {case.name: case for case in shipped_cases(Course(ROOT).assignment(NAME))}


@pytest.mark.parametrize("name", CASES)
def test_a_shipped_submission_gets_what_it_must(rows: dict[str, Row], name: str) -> None:
    row = rows[name]
    assert row.is_as_expected, f"{row.points} points; loses in {row.functions_with_loss}"


def test_there_are_enough_of_each_kind() -> None:
    def count(prefix: str) -> int:
        return sum(name.startswith(prefix) for name in CASES)

    assert count("accepted/") >= 4
    assert count("wrong/") >= 16
    assert count("vacuous/") >= 4
    wrong = {case.function for case in CASES.values() if case.expectation is Expectation.LOSS}
    assert len(wrong) == 14, "every function has a misconception"


def test_every_check_grades_one_function_of_the_week(week: Assignment) -> None:
    names = {spec.name for spec in week.functions}
    for check in descriptions(week):
        assert len(check.tags) == 1, check.name
        assert set(check.tags) <= names, check.name


def test_the_handout_promises_the_points_that_the_checks_give(week: Assignment) -> None:
    given: dict[str, float] = {}
    for check in descriptions(week):
        given[check.tags[0]] = given.get(check.tags[0], 0) + check.points
    rows = re.findall(r"^\| \d+ \| `(\w+)` \| ([\d.]+) \|$", week.handout.read_text(), re.M)
    assert {name: float(points) for name, points in rows} == given
    assert sum(given.values()) == 100


def test_each_function_with_arrays_has_one_check_of_its_own_on_modified_arguments(
    week: Assignment,
) -> None:
    checks = [check for check in descriptions(week) if "modif" in check.name]
    assert len({check.tags for check in checks}) == len(checks) == 10
    assert all("modif" in check.title for check in checks)
    assert all(check.points <= 0.5 for check in checks)


def test_hidden_checks_are_seen_after_publication_only(week: Assignment) -> None:
    for check in collect_checks(week):
        expected = "visible" if check.is_visible else "after_published"
        assert check.description.visibility == expected, check.identity


@pytest.mark.slow
def test_right_solutions_keep_full_marks_under_many_secrets(
    course: Course, week: Assignment
) -> None:
    verification = verify_assignment(course, week, 200, 2, Progress(disable=True))
    assert verification.is_sound, verification.verdict
