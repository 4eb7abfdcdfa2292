"""Everybody's grade: scores in the week's points, lateness, adjustments, teams, the roster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from autograder.checking.verdicts import Verdict
from autograder.gradebook.adjustments import AdjustmentKind
from autograder.gradebook.grades import grades
from autograder.gradebook.store import Gradebook
from autograder.records import Grade, GradeState, Student, Submission
from autograder.schedule import LatePolicy, Week
from tests.gradebook.examples import ADA, BEN, PRESENT, WEEK, handed_in, result_of

DUE = dt.datetime(2026, 3, 27, 12, tzinfo=ZoneInfo("Europe/Berlin"))  # two days before summer time
IN_TERM = Week(
    WEEK,
    release=DUE - dt.timedelta(days=14),
    due=DUE,
    points=50,
    late=LatePolicy(days=2, penalty=0.1),
    extensions={"Ben Beispiel": DUE + dt.timedelta(days=7)},
)
HALF = (Verdict.FAILED, Verdict.PASSED)
SET, ADD, REVOKE = AdjustmentKind.SET, AdjustmentKind.ADD, AdjustmentKind.REVOKE


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    with Gradebook.open(tmp_path / "gradebook.sqlite") as book:
        yield book


def take_in(book: Gradebook, submission: Submission, *verdicts: Verdict) -> None:
    """Keep a submission and its result."""
    book.submissions.keep(WEEK, [submission])
    book.record(result_of(submission, *verdicts))


def adjust(
    book: Gradebook, person: Student, kind: AdjustmentKind, points: float | None, revokes: int = 0
) -> int:
    made = book.adjustments.add(
        WEEK, person, kind, points, reason="a reason", made_by="tutor", revokes=revokes or None
    )
    return made.id


def only(book: Gradebook, week: Week | None = IN_TERM) -> Grade:
    (grade,) = grades(book, WEEK, week, [PRESENT])
    return grade


def points(book: Gradebook, week: Week | None = IN_TERM) -> dict[str, float | None]:
    return {grade.student.name: grade.points for grade in grades(book, WEEK, week, [PRESENT])}


def test_a_score_becomes_the_weeks_points(book: Gradebook) -> None:
    submission = handed_in(authors=(ADA,), submitted=DUE)
    take_in(book, submission, *HALF)
    assert only(book) == Grade(
        student=ADA,
        assignment=WEEK,
        state=GradeState.GRADED,
        points=30.0,
        max_points=50.0,
        submitted=DUE,
        result=result_of(submission, *HALF),
    )


def test_without_a_schedule_the_points_are_the_checks_own(book: Gradebook) -> None:
    take_in(book, handed_in(submitted=DUE + dt.timedelta(days=9)), *HALF)
    grade = only(book, week=None)
    assert (grade.points, grade.max_points, grade.remarks) == (6.0, 10.0, ())


@pytest.mark.parametrize(
    ("late", "expected", "remark"),
    [
        (dt.timedelta(0), 50, ()),
        (dt.timedelta(seconds=1), 45, ("1 day late: −10% of the points",)),
        (dt.timedelta(days=2), 40, ("2 days late: −20% of the points",)),
        (dt.timedelta(days=2, seconds=1), 0, ("3 days late: no points, since only 2 days late",)),
    ],
)
def test_lateness_costs_what_the_schedule_says(
    book: Gradebook, late: dt.timedelta, expected: float, remark: tuple[str, ...]
) -> None:
    handed_in_at = (DUE.astimezone(dt.UTC) + late).astimezone(DUE.tzinfo)
    take_in(book, handed_in(submitted=handed_in_at))
    grade = only(book)
    assert grade.points == expected
    assert [
        words.startswith(start) for words, start in zip(grade.remarks, remark, strict=True)
    ] in (
        [],
        [True],
    )


def test_where_nothing_late_is_taken_it_is_said(book: Gradebook) -> None:
    take_in(book, handed_in(submitted=DUE + dt.timedelta(hours=1)))
    grade = only(book, replace(IN_TERM, late=LatePolicy()))
    assert grade.points == 0
    assert grade.remarks == ("1 day late: no points, since nothing late is taken",)


def test_a_submission_without_a_time_is_not_late(book: Gradebook) -> None:
    take_in(book, handed_in())
    assert only(book).points == 50


def test_what_is_marked_as_late_without_a_time_is_for_a_person_to_decide(book: Gradebook) -> None:
    take_in(book, handed_in(marked_late=True))
    grade = only(book)
    assert (grade.points, grade.remarks) == (50, ())
    assert grade.to_decide == ("marked as late, and not by how much; nothing is taken off for it",)


def test_any_adjustment_decides_it(book: Gradebook) -> None:
    take_in(book, handed_in(marked_late=True))
    adjust(book, Student("Ada Sample"), ADD, 0)
    grade = only(book)
    assert (grade.points, grade.to_decide) == (50, ())
    assert grade.remarks == ("+0 points: a reason",)


def test_what_is_marked_as_late_and_has_a_time_is_late_by_its_time(book: Gradebook) -> None:
    take_in(book, handed_in(marked_late=True, submitted=DUE))
    grade = only(book)
    assert (grade.points, grade.to_decide) == (50, ())


def test_in_a_team_one_members_extension_is_the_teams(book: Gradebook) -> None:
    late = handed_in("team 7", authors=(ADA, BEN), submitted=DUE + dt.timedelta(days=1))
    take_in(book, late)
    assert points(book) == {"Ada Sample": 50, "Ben Beispiel": 50}


@pytest.mark.parametrize("name", ["Ada Sample", "ada@example.org", "1001", "ada1", "team 7"])
def test_an_extension_may_bear_any_name_of_a_submission(book: Gradebook, name: str) -> None:
    ada = replace(ADA, login="ada1")
    week = replace(IN_TERM, extensions={name: DUE + dt.timedelta(days=1)})
    take_in(book, handed_in("team 7", authors=(ada,), submitted=DUE + dt.timedelta(days=1)))
    assert only(book, week).points == 50


def test_who_is_on_the_roster_and_handed_in_nothing_has_no_points(book: Gradebook) -> None:
    book.people.keep_roster(WEEK, [BEN, ADA])
    take_in(book, handed_in("Ada Sample"))
    ada, ben = grades(book, WEEK, IN_TERM, [PRESENT])
    assert (ada.state, ada.student, ada.points) == (GradeState.GRADED, ADA, 50)
    assert (ben.state, ben.student, ben.points) == (GradeState.NOT_SUBMITTED, BEN, 0)
    assert (ben.max_points, ben.result) == (50, None)


def test_the_roster_and_the_platform_together_say_who_someone_is(book: Gradebook) -> None:
    book.people.keep_roster(WEEK, [ADA])
    take_in(book, handed_in("sampleada", authors=(Student("ada sample", canvas_id="77"),)))
    assert only(book).student == replace(ADA, canvas_id="77")


@pytest.mark.parametrize("tried", [True, False])
def test_where_the_grader_failed_there_are_no_points(book: Gradebook, tried: bool) -> None:
    submission = handed_in(submitted=DUE)
    book.submissions.keep(WEEK, [submission])
    if tried:
        book.record(result_of(submission, Verdict.PASSED, Verdict.GRADER_ERROR))
    grade = only(book)
    assert (grade.state, grade.points) == (GradeState.UNGRADED, None)
    assert (grade.result is not None) == tried


def test_the_device_that_it_was_graded_on_is_no_reason_to_be_outdated(book: Gradebook) -> None:
    submission = handed_in()
    book.submissions.keep(WEEK, [submission])
    book.record(result_of(submission, engine="on a GPU"))
    book.record(result_of(submission, *HALF, checks="checks 0"))
    (grade,) = grades(book, WEEK, IN_TERM, [PRESENT, replace(PRESENT, engine="on a GPU")])
    assert grade.points == 50


def test_the_result_under_the_present_versions_counts(book: Gradebook) -> None:
    submission = handed_in()
    take_in(book, submission, *HALF)
    book.record(result_of(submission, checks="checks of last week"))
    assert only(book).points == 30


def test_a_grade_stays_when_the_checks_change_until_it_is_given_anew(book: Gradebook) -> None:
    submission = handed_in()
    book.record(result_of(submission, *HALF, checks="checks of last week"))
    book.submissions.keep(WEEK, [submission])
    assert only(book).points == 30
    book.record(result_of(submission))
    assert only(book).points == 50


def test_a_new_submission_is_ungraded_until_it_is_graded(book: Gradebook) -> None:
    take_in(book, handed_in(text="old"))
    book.submissions.keep(WEEK, [handed_in(text="new")])
    assert only(book).points is None


def test_of_a_persons_two_submissions_the_last_counts(book: Gradebook) -> None:
    early = handed_in("team 1", "1", authors=(ADA, BEN), submitted=DUE - dt.timedelta(days=2))
    late = handed_in("alone", "2", authors=(ADA,), submitted=DUE - dt.timedelta(days=1))
    take_in(book, late, *HALF)
    take_in(book, early)
    assert points(book) == {"Ada Sample": 30, "Ben Beispiel": 50}
    ada, ben = grades(book, WEEK, IN_TERM, [PRESENT])
    assert (ada.remarks, ben.remarks) == (("the last of 2 submissions counts",), ())


def test_folders_whose_names_differ_are_two_students(book: Gradebook) -> None:
    take_in(book, handed_in("anna"))
    take_in(book, handed_in("Anna"), *HALF)
    assert points(book) == {"anna": 50, "Anna": 30}


@pytest.mark.parametrize(
    ("made", "expected", "remarks"),
    [
        ([(ADD, 5)], 35, ["+5 points"]),
        ([(ADD, -0.5)], 29.5, ["−0.5 points"]),
        ([(ADD, 1), (ADD, -3)], 28, ["+1 point", "−3 points"]),
        ([(ADD, 99)], 50, ["+99 points"]),
        ([(ADD, -99)], 0, ["−99 points"]),
        ([(SET, 60)], 60, ["set to 60 points"]),
        ([(SET, 60), (ADD, 5)], 60, ["set to 60 points", "+5 points"]),
        ([(ADD, 5), (SET, 10)], 10, ["set to 10 points"]),
        ([(SET, 40), (SET, 10), (ADD, 1)], 11, ["set to 10 points", "+1 point"]),
    ],
)
def test_adjustments_change_the_points_and_are_told(
    book: Gradebook, made: list[tuple[AdjustmentKind, float]], expected: float, remarks: list[str]
) -> None:
    take_in(book, handed_in(), *HALF)
    for kind, amount in made:
        adjust(book, Student("Ada Sample"), kind, amount)
    grade = only(book)
    assert grade.points == expected
    assert grade.remarks == tuple(f"{words}: a reason" for words in remarks)


def test_an_adjustment_is_counted_after_lateness(book: Gradebook) -> None:
    take_in(book, handed_in(authors=(ADA,), submitted=DUE + dt.timedelta(days=1)))
    adjust(book, ADA, ADD, 2)
    grade = only(book)
    assert grade.points == 47
    assert grade.remarks == ("1 day late: −10% of the points", "+2 points: a reason")


def test_what_is_taken_back_counts_no_more(book: Gradebook) -> None:
    take_in(book, handed_in(authors=(ADA,)), *HALF)
    first, second = adjust(book, ADA, ADD, 1), adjust(book, ADA, SET, 2)
    adjust(book, ADA, REVOKE, None, revokes=second)
    assert (only(book).points, only(book).remarks) == (31, ("+1 point: a reason",))
    adjust(book, ADA, REVOKE, None, revokes=first)
    assert (only(book).points, only(book).remarks) == (30, ())


def test_an_adjustment_is_one_persons_and_one_weeks(book: Gradebook) -> None:
    take_in(book, handed_in("team 7", authors=(ADA, BEN)), *HALF)
    adjust(book, BEN, ADD, 5)
    assert points(book) == {"Ada Sample": 30, "Ben Beispiel": 35}
    assert grades(book, "hw1_other", None, [PRESENT]) == ()


def test_a_person_may_set_points_where_there_is_no_grade(book: Gradebook) -> None:
    book.people.keep_roster(WEEK, [ADA, BEN])
    book.submissions.keep(WEEK, [handed_in()])
    adjust(book, ADA, SET, 20)
    adjust(book, BEN, SET, 10)
    ada, ben = grades(book, WEEK, IN_TERM, [PRESENT])
    assert (ada.state, ada.points) == (GradeState.GRADED, 20)
    assert (ben.state, ben.points) == (GradeState.NOT_SUBMITTED, 10)


def test_to_add_where_there_is_no_grade_waits_for_one(book: Gradebook) -> None:
    book.submissions.keep(WEEK, [handed_in()])
    adjust(book, ADA, ADD, 5)
    assert (only(book).state, only(book).points) == (GradeState.UNGRADED, None)
    book.record(result_of(handed_in(), *HALF))
    assert only(book).points == 35


def test_an_adjustment_is_not_lost_when_its_person_is_on_no_list(book: Gradebook) -> None:
    book.people.keep_roster(WEEK, [ADA])
    adjust(book, BEN, SET, 10)
    assert points(book) == {"Ada Sample": 0, "Ben Beispiel": 10}


def test_points_are_rounded_as_every_platform_takes_them(book: Gradebook) -> None:
    take_in(book, handed_in(), *HALF)
    assert only(book, replace(IN_TERM, points=33.333)).points == 20.0
    assert only(book, replace(IN_TERM, points=100 / 3)).points == 20.0
    assert only(book, replace(IN_TERM, points=7.777)).points == 4.67
