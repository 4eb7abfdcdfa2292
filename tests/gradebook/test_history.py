"""The story of one grade, in order of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.checking.verdicts import Verdict
from autograder.gradebook.adjustments import AdjustmentKind
from autograder.gradebook.grades import class_of
from autograder.gradebook.history import Event, history
from autograder.gradebook.store import Gradebook
from tests.gradebook.examples import ADA, BEN, PRESENT, WEEK, handed_in, result_of

LAST_YEAR = dt.datetime(2025, 12, 12, 3, tzinfo=dt.UTC)
OLD = handed_in("team 7", "old", authors=(ADA, BEN), submitted=LAST_YEAR)
NEW = handed_in("team 7", "new", authors=(ADA, BEN), submitted=LAST_YEAR + dt.timedelta(hours=1))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    with Gradebook.open(tmp_path / "gradebook.sqlite") as book:
        yield book


def story(book: Gradebook, name: str = "Ada Sample") -> tuple[Event, ...]:
    (member,) = [one for one in class_of(book, WEEK) if one.person.name == name]
    return history(book, WEEK, member, [PRESENT])


def in_short(events: tuple[Event, ...]) -> list[tuple[str, str, bool]]:
    return [(event.kind.value, event.words, event.counts) for event in events]


def test_a_grades_story_is_told_in_order_of_time(book: Gradebook) -> None:
    book.submissions.keep(WEEK, [NEW])
    book.record(result_of(NEW, Verdict.PASSED, Verdict.FAILED, checks="checks 0"))
    made = book.adjustments.add(
        WEEK, ADA, AdjustmentKind.ADD, 2, reason="a good question", made_by="tutor"
    )
    book.record(result_of(NEW))
    book.adjustments.add(
        WEEK, ADA, AdjustmentKind.REVOKE, None, reason="oh", made_by="prof", revokes=made.id
    )
    events = story(book)
    assert in_short(events) == [
        ("handed_in", "tiny.py", True),
        ("graded", "4 / 10", False),
        ("adjusted", "+2 points (adjustment 1)", False),
        ("regraded", "10 / 10", True),
        ("adjusted", "adjustment 1 taken back", False),
    ]
    first, graded, adjusted, regraded, _ = events
    assert first.time == NEW.submitted
    assert first.details == ("by Ada Sample, Ben Beispiel",)
    assert graded.versions == replace(PRESENT, submission=NEW.digest, checks="checks 0")
    assert regraded.details == ("the checks changed", "2.1 failed → passed (+6)")
    assert (adjusted.details, adjusted.by) == (("a good question",), "tutor")


def test_another_authors_adjustment_is_not_part_of_it(book: Gradebook) -> None:
    book.submissions.keep(WEEK, [NEW])
    book.adjustments.add(WEEK, BEN, AdjustmentKind.SET, 2, reason="his", made_by="tutor")
    assert [event.kind for event in story(book)] == ["handed_in"]
    assert [event.kind for event in story(book, "Ben Beispiel")] == ["handed_in", "adjusted"]


def test_what_was_handed_in_before_is_part_of_it(book: Gradebook) -> None:
    book.submissions.keep(WEEK, [OLD])
    book.record(result_of(OLD, Verdict.FAILED, Verdict.FAILED))
    book.submissions.keep(WEEK, [OLD], counts=False)
    book.submissions.keep(WEEK, [NEW])
    book.record(result_of(NEW))
    events = story(book)
    assert in_short(events) == [
        ("handed_in", "tiny.py", False),
        ("handed_in", "tiny.py", True),
        ("graded", "0 / 10", False),
        ("graded", "10 / 10", True),
    ]
    assert events[0].details[-1] == "another one counts"
    assert events[-1].details[0] == "another version of the submission"


def test_a_failure_of_the_grader_and_the_next_try_are_part_of_it(book: Gradebook) -> None:
    book.submissions.keep(WEEK, [NEW])
    book.record(result_of(NEW, Verdict.PASSED, Verdict.GRADER_ERROR))
    book.record(result_of(NEW))
    _, failed, tried_again = story(book)
    assert (failed.words, failed.details) == (
        "ungraded",
        ("the grader failed: a person must look",),
    )
    assert tried_again.details == ("tried again", "2.1 grader error → passed (+6)")


def test_a_grade_from_before_files_were_kept_has_a_story(book: Gradebook) -> None:
    book.record(result_of(handed_in()))
    assert in_short(story(book)) == [("graded", "10 / 10", True)]


def test_where_no_time_is_known_it_is_said_which_one_is_shown(book: Gradebook) -> None:
    book.submissions.keep(WEEK, [handed_in()])
    (event,) = story(book)
    assert event.details == ("the time is when it was taken in",)
