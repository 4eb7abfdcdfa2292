"""Which of a student's submissions counts."""

from __future__ import annotations

import datetime as dt

import pytest

from autograder.checking.verdicts import Verdict
from autograder.intake.choice import Choice, choose
from autograder.intake.handed_in import HandedIn
from autograder.intake.tree import folder_of
from autograder.records import Student
from autograder.schedule import LatePolicy, Week

DUE = dt.datetime(2026, 12, 12, 3, tzinfo=dt.timezone(dt.timedelta(hours=1)))
ADA = Student("Ada Sample", "ada@example.org", "s1")
BEN = Student("Ben Placeholder", "ben@example.org")


def week(days: int = 0, penalty: float = 0.25, **extensions: int) -> Week:
    """A week that takes what is some days late; extensions in hours."""
    longer = {name: DUE + dt.timedelta(hours=hours) for name, hours in extensions.items()}
    return Week("hw", DUE - dt.timedelta(days=14), DUE, 100, LatePolicy(days, penalty), longer)


def handed_in(hours: float | None, *authors: Student, attempt: int = 0) -> HandedIn:
    """Handed in so many hours after the due time."""
    authors = authors or (ADA,)
    time = None if hours is None else (DUE + dt.timedelta(hours=hours)).astimezone(dt.UTC)
    key = ", ".join(author.name for author in authors)
    source = f"at {hours}" if hours is not None else f"no. {attempt}"
    return HandedIn(key, source, folder_of("", ()), authors, submitted=time, attempt=attempt)


def counting(choice: Choice) -> list[str]:
    return [one.source for one in choice.counting]


@pytest.mark.parametrize(
    ("times", "policy", "expected"),
    [
        ([-5, -3, -4], week(), -3),
        ([-5, 0, 1], week(), 0),
        ([-5, 1], week(days=2), -5),
        ([30, 5, 60], week(days=2), 30),
        ([1, 3, 2], week(), 3),
        ([1, 3, 2], None, 3),
        ([-5, 1], None, 1),
        ([-5, 1, 3], week(**{"ada@example.org": 2}), 1),
        ([-5, 1, 3], week(s1=2), 1),
        ([-5, 1, 3], week(**{"Ada Sample": 4}), 3),
        ([-5, 1, 3], week(**{"Ben Placeholder": 4}), -5),
    ],
    ids=[
        "the last", "on the second", "not the late one", "the last that is taken",
        "all too late", "no schedule", "late without a schedule",
        "extension by email", "by number", "by name", "another's extension",
    ],
)  # fmt: skip
def test_the_last_in_time_counts(times: list[int], policy: Week | None, expected: int) -> None:
    choice = choose([handed_in(time) for time in times], policy)
    assert counting(choice) == [f"at {expected}"]
    assert len(choice.superseded) == len(times) - 1


def test_what_does_not_count_is_listed_with_the_reason() -> None:
    several = [handed_in(-5), handed_in(-3), handed_in(2)]
    reasons = {one.source: reason for one, reason in choose(several, week()).superseded}
    counts = "at -3 (2026-12-12 00:00 +0100)"
    assert reasons == {
        "at -5": f"handed in again; {counts} counts",
        "at 2": f"late (2026-12-12 05:00 +0100); {counts} was in time and counts",
    }
    several = [handed_in(3), handed_in(60)]
    ((_, reason),) = choose(several, week(days=1)).superseded
    assert reason.startswith("later than the late policy takes (2026-12-14 15:00 +0100); at 3 (")


def test_a_late_submission_alone_counts_however_late_it_is() -> None:
    assert counting(choose([handed_in(24 * 365)], week())) == ["at 8760"]


def test_being_late_follows_the_submissions_own_time_in_any_zone() -> None:
    zone = dt.timezone(dt.timedelta(hours=-8))
    in_time = handed_in(-0.01)
    assert in_time.submitted is not None
    moved = HandedIn("a", "west", in_time.root, (ADA,), in_time.submitted.astimezone(zone))
    assert counting(choose([moved, handed_in(0.01)], week())) == ["west"]


def test_without_times_attempts_are_in_their_order() -> None:
    several = [handed_in(None, attempt=n) for n in (1, 2, 0)]
    assert counting(choose(several, week())) == ["no. 2"]


@pytest.mark.parametrize("times", [(None, None), (-3, None), (-3, -3)])
def test_where_nothing_says_which_is_the_last_a_person_is_asked(
    times: tuple[float | None, ...],
) -> None:
    choice = choose([handed_in(time) for time in times], week())
    (one,) = choice.counting
    assert one.problem is not None
    assert one.problem.verdict is Verdict.GRADER_ERROR
    assert [reason for _, reason in choice.superseded] == ["nothing says whether it is the last"]


def test_a_team_of_two_may_part() -> None:
    team, alone = handed_in(-5, ADA, BEN), handed_in(-3, BEN)
    choice = choose([team, alone], week())
    assert [(one.source, one.authors) for one in choice.counting] == [
        ("at -5", (ADA,)),
        ("at -3", (BEN,)),
    ]
    assert choice.superseded == ()
    assert choice.notes == (
        ("Ada Sample, Ben Placeholder", "counts for Ada Sample only; others handed in again"),
    )


def test_a_teams_later_submission_replaces_both_members_own() -> None:
    own = [handed_in(-5, ADA), handed_in(-4, BEN)]
    choice = choose([*own, handed_in(-3, BEN, ADA)], week())
    assert counting(choice) == ["at -3"]
    assert len(choice.superseded) == 2


def test_one_members_extension_is_the_teams() -> None:
    several = [handed_in(-5, ADA, BEN), handed_in(3, ADA, BEN)]
    assert counting(choose(several, week(**{"Ben Placeholder": 4}))) == ["at 3"]


def test_an_attempt_in_time_whose_files_are_not_there_is_told() -> None:
    late = handed_in(3)
    earlier = (DUE - dt.timedelta(hours=1),)
    late = HandedIn(late.key, "", late.root, late.authors, late.submitted, earlier=earlier)
    ((name, reason),) = choose([late], week()).notes
    assert name == "Ada Sample"
    assert reason == (
        "late (2026-12-12 06:00 +0100); an attempt in time is not among the files given"
    )
    assert choose([late], week(**{"Ada Sample": 4})).notes == ()
