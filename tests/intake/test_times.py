"""Times of submissions from Moodle's grading worksheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from autograder.intake.handed_in import IntakeError
from autograder.intake.roster import RosterError
from autograder.intake.taking_in import take_in
from autograder.intake.times import parse_time, read_times
from autograder.records import Assignment
from autograder.schedule import LatePolicy, Week
from tests.intake.classes import SOURCE, write

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = Week(
    name="hw4_convolution",
    release=dt.datetime(2026, 12, 1, tzinfo=BERLIN),
    due=dt.datetime(2026, 12, 12, 3, 0, tzinfo=BERLIN),
    points=100,
    late=LatePolicy(days=1, penalty=0.5),
)
ENGLISH = """\
Identifier,Full name,Status,Grade,Maximum Grade,\
Last modified (submission),Last modified (grade),Feedback comments
Participant 4100,Ada Sample,Submitted,,100.00,"Friday, 11 December 2026, 10:05 PM",-,
Participant 4101,"O'Test, Pat",Submitted,,100.00,\
"Saturday, 12 December 2026, 3:01 AM","Sunday, 13 December 2026, 9:00 AM",
Participant 4102,Cleo Absent,No submission,,100.00,-,-,
"""
GERMAN = """\
ID,Vollständiger Name,Status,Bewertung,Bestwertung,\
Zuletzt geändert (Abgabe),Zuletzt geändert (Bewertung)
Teilnehmer/in4100,Ada Sample,Abgegeben,,"100,00","Freitag, 11. Dezember 2026, 22:05",-
Teilnehmer/in4101,"O'Test, Pat",Abgegeben,,"100,00","Samstag, 12. Dezember 2026, 03:01",-
"""
FRENCH = """\
Identifiant;Nom complet;Note;Note maximale;\
Dernière modification (travail remis);Dernière modification (note)
Participant 4100;Ada Sample;80,00;100,00;\
vendredi 11 décembre 2026, 22:05;lundi 14 décembre 2026, 09:00
Participant 4101;Pat O'Test;;100,00;samedi 12 décembre 2026, 03:01;-
"""
TIMES = {
    "4100": dt.datetime(2026, 12, 11, 22, 5, tzinfo=BERLIN),
    "4101": dt.datetime(2026, 12, 12, 3, 1, tzinfo=BERLIN),
}
DOWNLOAD = {
    "Ada Sample_4100_assignsubmission_file/convolution.py": SOURCE,
    "OTest, Pat_4101_assignsubmission_file/convolution.py": SOURCE,
}


def worksheet(folder: Path, text: str) -> Path:
    return write(folder, {"worksheet.csv": text.encode()}) / "worksheet.csv"


@pytest.mark.parametrize("text", [ENGLISH, GERMAN, FRENCH], ids=["English", "German", "French"])
def test_times_are_read_in_several_languages(tmp_path: Path, text: str) -> None:
    assert read_times(worksheet(tmp_path, text), BERLIN) == TIMES


@pytest.mark.parametrize(
    "text",
    [
        "Saturday, 12 December 2026, 3:02 PM",
        "Saturday, December 12, 2026, 3:02 PM",
        "Samstag, 12. Dezember 2026, 15:02",
        "samedi 12 décembre 2026, 15:02",
        "sábado, 12 de diciembre de 2026, 15:02",
        "sabato, 12 dicembre 2026, 15:02",
        "zaterdag, 12 december 2026, 15:02",
        "2026-12-12 15:02:00",
        "2026年 12月 12日(土曜日) 15:02",
    ],
)
def test_a_time_is_read_as_people_write_it(text: str) -> None:
    assert parse_time(text) == dt.datetime(2026, 12, 12, 15, 2)


@pytest.mark.parametrize(
    ("text", "month"),
    [("martes, 3 de marzo de 2026, 08:00", 3), ("mardi 5 mai 2026, 08:00", 5)]
    + [(f"1. {name} 2026, 08:00", 7) for name in ("Juli", "juillet", "luglio", "julio")],
)
def test_a_weekday_is_no_month(text: str, month: int) -> None:
    found = parse_time(text)
    assert found is not None
    assert found.month == month


@pytest.mark.parametrize("text", ["12 AM", "Monday", "31 February 2026, 10:00", "1 Foo 2026, 1:00"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(("text", "hour"), [("12:30 AM", 0), ("12:30 PM", 12), ("1:30 pm", 13)])
def test_noon_and_midnight_are_told_apart(text: str, hour: int) -> None:
    found = parse_time(f"Monday, 14 December 2026, {text}")
    assert found is not None
    assert found.hour == hour


def test_who_handed_in_after_the_due_time_is_late(tmp_path: Path, assignment: Assignment) -> None:
    times = read_times(worksheet(tmp_path, ENGLISH), BERLIN)
    intake = take_in(write(tmp_path / "class", DOWNLOAD), assignment, None, WEEK, times)
    assert {one.authors[0].moodle_id: one.submitted for one in intake.submissions} == TIMES
    assert intake.notes == ()


def test_whose_time_is_not_known_is_noted(tmp_path: Path, assignment: Assignment) -> None:
    folder = write(tmp_path, DOWNLOAD)
    intake = take_in(folder, assignment, None, WEEK, {"4100": TIMES["4100"]})
    assert dict(intake.notes) == {"OTest, Pat_4101": "the worksheet has no time of this submission"}


def test_times_are_for_moodle_only(tmp_path: Path, assignment: Assignment) -> None:
    write(tmp_path, {"Ada Sample/convolution.py": SOURCE})
    with pytest.raises(IntakeError, match="Times are for a Moodle download"):
        take_in(tmp_path, assignment, None, WEEK, TIMES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column has an identifier"),
        ("Name,Email\nAda,ada@example.org\n", "no column has an identifier"),
        (ENGLISH.replace("Last modified (submission)", "Foo").replace("Sunday", "?"), None),
        (
            ENGLISH.replace("Last modified (submission)", "Foo").replace("3:01", "early"),
            "no column '",
        ),
        (ENGLISH.replace("11 December", "11 joulukuuta"), "'Friday, 11 joulukuuta 2026, 10:05 PM'"),
        (ENGLISH + "Participant 4103,Dora\n", "line 5 has 2 cells"),
    ],
)
def test_a_worksheet_that_is_not_understood_is_one_sentence(
    tmp_path: Path, text: str, message: str | None
) -> None:
    path = worksheet(tmp_path, text)
    if message is None:
        assert read_times(path, BERLIN) == TIMES
        return
    with pytest.raises(IntakeError, match=message.replace("(", r"\(")):
        read_times(path, BERLIN)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, {"worksheet.csv": b"\xff\0\0"}) / "worksheet.csv"
    with pytest.raises(RosterError):
        read_times(path, BERLIN)
