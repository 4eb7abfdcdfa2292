"""Every week gives each submission that ships with it what it must get."""

from __future__ import annotations

import functools
import re

import pytest
from rich.progress import Progress

from autograder.checking.description import CheckDescription
from autograder.course import Course
from autograder.grading.checks import Check, collect_checks
from autograder.records import Assignment
from autograder.releasing.bundle import make_bundle
from autograder.verification.cases import Case, Expectation, shipped_cases
from autograder.verification.leaks import find_leaks
from autograder.verification.mutation import try_mutants
from autograder.verification.reach import Reach, reach_of
from autograder.verification.submissions import Row, try_submissions
from tests.conftest import ROOT

COURSE = Course(ROOT)
WEEKS = COURSE.assignment_names()
CASES = {
    name: {case.name: case for case in shipped_cases(COURSE.assignment(name))} for name in WEEKS
}
FEWEST = {"accepted": 3, "wrong": 16, "vacuous": 4}


@pytest.fixture(params=WEEKS)
def week(request: pytest.FixtureRequest) -> Assignment:
    return COURSE.assignment(request.param)


@functools.cache
def checks_of(name: str) -> tuple[Check, ...]:
    return collect_checks(COURSE.assignment(name))


def descriptions(week: Assignment) -> list[CheckDescription]:
    return [check.description for check in checks_of(week.name)]


@functools.cache
def reach(name: str) -> Reach:
    return reach_of(COURSE.assignment(name))


def first_of_each_kind(week: str) -> frozenset[str]:
    """All that is right or knows nothing, and one misconception of every function.

    Of a week with PyTorch, which takes longer, the reference is all that is right, and the stub all
    that knows nothing.
    """
    takes_long = "torch" in COURSE.assignment(week).libraries
    first: dict[str, str] = {}
    for name, case in CASES[week].items():
        first.setdefault(case.function or (case.expectation if takes_long else name), name)
    return frozenset(first.values())


@functools.cache
def rows_of(week: str, only: frozenset[str] | None) -> dict[str, Row]:
    """Shipped submissions of a week, graded under one secret.

    By one worker: each has to prepare the checks, and other tests run beside this one.
    """
    assignment = COURSE.assignment(week)
    cases = [case for name, case in CASES[week].items() if only is None or name in only]
    workers = 1 if only else 2
    progress = Progress(disable=True)
    rows = try_submissions(COURSE, assignment, cases, 1, workers, progress, reach=reach(week))
    return {row.case.name: row for row in rows}


def assert_gets_what_it_must(row: Row) -> None:
    assert row.is_as_expected, row.complaint


@pytest.mark.parametrize(
    ("week", "case"), [(week, name) for week in WEEKS for name in sorted(first_of_each_kind(week))]
)
def test_a_shipped_submission_gets_what_it_must(week: str, case: str) -> None:
    assert_gets_what_it_must(rows_of(week, first_of_each_kind(week))[case])


@pytest.mark.slow
@pytest.mark.parametrize(("week", "case"), [(week, name) for week in WEEKS for name in CASES[week]])
def test_every_shipped_submission_gets_what_it_must(week: str, case: str) -> None:
    assert_gets_what_it_must(rows_of(week, None)[case])


def test_there_are_enough_of_each_kind(week: Assignment) -> None:
    cases = CASES[week.name]
    for kind, fewest in FEWEST.items():
        assert sum(name.startswith(f"{kind}/") for name in cases) >= fewest, kind


def test_every_function_has_a_misconception(week: Assignment) -> None:
    def is_wrong(case: Case) -> bool:
        return case.expectation is Expectation.LOSS

    wrong = {case.function for case in filter(is_wrong, CASES[week.name].values())}
    assert wrong == {spec.name for spec in week.functions}


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


def test_a_check_on_modified_arguments_is_small_and_says_so(week: Assignment) -> None:
    checks = [check for check in descriptions(week) if "modif" in check.name]
    assert len({check.tags for check in checks}) == len(checks) > 0
    assert all("modif" in check.title for check in checks)
    assert all(check.points <= 0.5 for check in checks)


def test_the_bundle_holds_nothing_private(week: Assignment) -> None:
    assert find_leaks(week, make_bundle(week), b"no secret is in there") == []


def test_hidden_checks_are_seen_after_publication_only(week: Assignment) -> None:
    for check in checks_of(week.name):
        expected = "visible" if check.is_visible else "after_published"
        assert check.description.visibility == expected, check.identity


def test_the_cases_of_every_check_are_drawn_beforehand(week: Assignment) -> None:
    # A check that draws on the way would be run by Hypothesis's engine for every submission.
    assert reach(week.name).on_the_way == frozenset()


@pytest.mark.slow
@pytest.mark.parametrize("name", WEEKS)
def test_right_solutions_keep_full_marks_under_many_secrets(name: str) -> None:
    week = COURSE.assignment(name)
    cases = list(CASES[name].values())
    progress = Progress(disable=True)
    rows = try_submissions(COURSE, week, cases, 200, 2, progress, reach=reach(name))
    assert [row.complaint for row in rows if not row.is_as_expected] == []


@pytest.mark.slow
def test_hidden_checks_notice_what_is_changed_in_the_reference(week: Assignment) -> None:
    report = try_mutants(COURSE, week, 2, Progress(disable=True), reach(week.name))
    assert report.is_sound, [report.survivors, report.unused]
