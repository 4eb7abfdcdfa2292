"""The term's weeks: times with their zone, lateness, and errors that name line and field."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.schedule import ScheduleError, Week, read_schedule
from tests.conftest import ROOT

TERM = """\
name = "Deep Learning"
time_zone = "Europe/Berlin"

[late]
days = 2
penalty = 0.25

[weeks.hw2_later]
release = 2026-10-31T09:00:00
due = 2026-11-14T03:00:00

[weeks.hw1_first]
release = 2026-10-17T09:00:00
due = 2026-10-31T03:00:00
points = 50
late = { days = 0 }

[weeks.hw2_later.extensions]
"Ada Example" = 2026-11-16T03:00:00
"""
UTC = dt.UTC
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)


def weeks_of(tmp_path: Path, text: str = TERM) -> dict[str, Week]:
    path = tmp_path / "course.toml"
    path.write_text(text)
    return {week.name: week for week in read_schedule(path).weeks}


def error_of(tmp_path: Path, text: str) -> str:
    with pytest.raises(ScheduleError) as raised:
        weeks_of(tmp_path, text)
    return str(raised.value)


def test_weeks_come_in_the_order_of_their_release(tmp_path: Path) -> None:
    assert list(weeks_of(tmp_path)) == ["hw1_first", "hw2_later"]


def test_a_time_is_meant_in_the_courses_zone_summer_time_included(tmp_path: Path) -> None:
    first = weeks_of(tmp_path)["hw1_first"]
    assert first.release == dt.datetime(2026, 10, 17, 7, 0, tzinfo=UTC)
    assert first.due == dt.datetime(2026, 10, 31, 2, 0, tzinfo=UTC)


def test_a_time_may_name_its_own_offset(tmp_path: Path) -> None:
    text = TERM.replace("2026-10-17T09:00:00", "2026-10-17T09:00:00-05:00")
    assert weeks_of(tmp_path, text)["hw1_first"].release == dt.datetime(
        2026, 10, 17, 14, 0, tzinfo=UTC
    )


def test_what_is_released_by_a_moment(tmp_path: Path) -> None:
    path = tmp_path / "course.toml"
    path.write_text(TERM)
    schedule = read_schedule(path)
    moment = dt.datetime(2026, 10, 31, 8, 0, tzinfo=UTC)
    assert [week.name for week in schedule.released(moment)] == ["hw1_first", "hw2_later"]
    assert [week.name for week in schedule.released(moment - MINUTE)] == ["hw1_first"]


def test_by_default_nothing_late_is_taken(tmp_path: Path) -> None:
    first = weeks_of(tmp_path, TERM.replace("days = 2", "").replace("late = { days = 0 }", ""))
    week = first["hw1_first"]
    assert week.credit(["Ben Example"], week.due) == 1
    assert week.credit(["Ben Example"], week.due + MINUTE) == 0


def test_each_day_begun_costs_the_penalty_until_it_is_too_late(tmp_path: Path) -> None:
    week = weeks_of(tmp_path)["hw2_later"]
    credits = [week.credit(["Ben Example"], week.due + late) for late in (-DAY, MINUTE, DAY)]
    assert credits == [1, 0.75, 0.75]
    assert week.credit(["Ben Example"], week.due + DAY + MINUTE) == 0.5
    assert week.credit(["Ben Example"], week.due + 2 * DAY + MINUTE) == 0


def test_a_weeks_own_late_policy_stands_before_the_courses(tmp_path: Path) -> None:
    week = weeks_of(tmp_path)["hw1_first"]
    assert week.credit(["Ben Example"], week.due + MINUTE) == 0
    assert str(week.late) == "no late submission"


def test_an_extension_moves_the_due_time_of_one_student(tmp_path: Path) -> None:
    week = weeks_of(tmp_path)["hw2_later"]
    assert week.credit(["Ada Example"], week.due + 2 * DAY) == 1
    assert week.credit(["Ada Example"], week.due + 2 * DAY + MINUTE) == 0.75


def test_of_several_extensions_the_longest_counts(tmp_path: Path) -> None:
    week = weeks_of(tmp_path)["hw2_later"]
    both = {"Ada Example": week.due + 2 * DAY, "Ben Example": week.due + DAY}
    week = replace(week, extensions=both)
    assert week.due_for(["Ben Example"]) == week.due + DAY
    assert week.due_for(["Ben Example", "Ada Example", "Cleo Example"]) == week.due + 2 * DAY
    assert week.due_for(["Cleo Example"]) == week.due


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("points = 50", "points = -5", 15, "weeks.hw1_first.points"),
        ("points = 50", "point = 50", 15, "weeks.hw1_first.point"),
        (
            "due = 2026-10-31T03:00:00",
            "due = 2026-10-16T03:00:00",
            14,
            "must be later than the release",
        ),
        ("due = 2026-10-31T03:00:00", "due = 2026-11-16", 14, "give the day and the time"),
        ("due = 2026-11-14T03:00:00", 'due = "soon"', 10, "weeks.hw2_later.due"),
        ('"Europe/Berlin"', '"Middle/Earth"', 2, "'Middle/Earth' is no time zone"),
        ("penalty = 0.25", "penalty = 25", 6, "late.penalty"),
        ("release = 2026-10-31T09:00:00\n", "", 8, "weeks.hw2_later.release"),
        ("= 2026-11-16T03:00:00", '= "later"', 19, "extensions.Ada Example"),
        ("late = { days = 0 }", "late = { days = -1 }", 16, "weeks.hw1_first.late.days"),
        ("days = 2\n", "days = \n", 5, "line 5"),
    ],
)
def test_an_error_names_line_and_field(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in TERM
    message = error_of(tmp_path, TERM.replace(old, new))
    assert words in message
    assert f"line {line}" in message
    assert "\n" not in message


def test_a_schedule_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ScheduleError, match=r"There is no .*course\.toml"):
        read_schedule(tmp_path / "course.toml")


def test_this_courses_own_schedule_can_be_read() -> None:
    schedule = read_schedule(ROOT / "course.toml")
    assert [week.name for week in schedule.weeks] == sorted(week.name for week in schedule.weeks)
    assert all(week.due.strftime("%a %H:%M") == "Sat 03:00" for week in schedule.weeks)
