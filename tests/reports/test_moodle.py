"""Moodle gets back its worksheet, with nothing changed but grades and their times."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest

from autograder.records import Grade, Student
from autograder.reports.exports import Export, ExportError
from autograder.reports.moodle import moodle_csv
from tests.reports.grades import graded, ungraded

NOW = dt.datetime(2026, 12, 13, 10, tzinfo=dt.timezone(dt.timedelta(hours=1)))
TIME = "2026-12-13T10:00:00+01:00"
WORKSHEET = """\
Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum Grade",\
"Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 501","Ada Sample",00123,ada@example.edu,"Submitted for grading",,100.00,Yes,\
"Saturday, 12 December 2026, 1:00 AM",-,"Well ""done"",
see page 2"
"Participant 502","Mary Ann O'Brien",,mary@example.edu,"No submission",12.00,100.00,Yes,-,\
"Friday, 11 December 2026, 1:00 AM",
"Participant 503",陳小明,00125,chen@example.edu,"Submitted for grading",,100.00,Yes,-,-,
"Participant 504","Jan van der Berg",00126,jan@example.edu,"No submission",,100.00,Yes,-,-,
"""
GERMAN = """\
\ufeffID;Vollständiger Name;E-Mail-Adresse;Status;Bewertung;Bestwertung;\
Bewertung kann geändert werden;Zuletzt geändert (Abgabe);Zuletzt geändert (Bewertung);\
Feedback als Kommentar\r
Teilnehmer/in501;Ada Sample;ada@example.edu;Zur Bewertung abgegeben;;50,00;Ja;\
"Samstag, 12. Dezember 2026, 01:00";-;\r
Teilnehmer/in502;Zoë Beispiel;zoe@example.edu;Keine Abgabe;;50,00;Ja;-;-;\r
"""
FRENCH = """\
Identifiant,Nom complet,Adresse de courriel,Statut,Note,Note maximale,\
La note peut être modifiée,Dernière modification (travail remis),Dernière modification (note)
Participant 501,Ada Sample,ada@example.edu,Remis,-,20.00,Oui,-,-
Participant 502,Zoë Beispiel,zoe@example.edu,Remis,-,20.00,Oui,-,-
"""
ADA = graded(Student("Ada Sample", moodle_id="501"), 94.125)
MARY = graded(Student("mary", email="MARY@example.edu"), 70)
CHEN = graded(Student("X. M.", student_id="125"), 0)


def export(*grades: Grade, worksheet: str = WORKSHEET, **options: str) -> Export:
    return moodle_csv(grades, worksheet.encode(), NOW, **options)


def read(made: Export, delimiter: str = ",") -> list[list[str]]:
    text = io.StringIO(made.data.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=delimiter))


def test_only_the_grades_and_their_times_change_and_all_else_stays_byte_for_byte() -> None:
    made = export(ADA, MARY, CHEN)
    expected = (
        WORKSHEET.replace('grading",,100.00,Yes,"Sat', 'grading",94.13,100.00,Yes,"Sat')
        .replace('2026, 1:00 AM",-,', f'2026, 1:00 AM",{TIME},')
        .replace(",12.00,", ",70.00,")
        .replace('"Friday, 11 December 2026, 1:00 AM"', f'"{TIME}"')
        .replace('grading",,100.00,Yes,-,-,', f'grading",0.00,100.00,Yes,-,{TIME},')
    )
    assert made.data.decode() == expected
    assert made.summary.written == 3


def test_a_german_worksheet_with_semicolons_keeps_mark_line_ends_and_decimal_comma() -> None:
    made = export(ADA, worksheet=GERMAN)
    expected = GERMAN.replace(';;50,00;Ja;"S', ';47,06;50,00;Ja;"S').replace(
        '01:00";-', f'01:00";{TIME}'
    )
    assert made.data.decode() == expected


def test_an_unknown_language_is_understood_by_what_the_columns_hold() -> None:
    rows = read(export(ADA, worksheet=FRENCH))
    assert rows[1][4:] == ["18.83", "20.00", "Oui", "-", TIME]
    assert rows[2][4:] == ["-", "20.00", "Oui", "-", "-"]


def test_columns_not_recognised_are_refused_until_they_are_named() -> None:
    worksheet = FRENCH.replace("(note)", "[note]")
    with pytest.raises(ExportError, match="name it with --time-column"):
        export(ADA, worksheet=worksheet)
    made = export(ADA, worksheet=worksheet, time_column="Dernière modification [note]")
    assert read(made)[1][8] == TIME

    doubtful = FRENCH.replace("Remis", "1.00")
    with pytest.raises(ExportError, match="the grades is not recognised; name it with --column"):
        export(
            ADA,
            worksheet=doubtful.replace(",Statut,", ",1,")
            .replace("sample", "x")
            .replace("ada@example.edu", "1")
            .replace("zoe@example.edu", "1"),
        )
    assert read(export(ADA, worksheet=doubtful, grade_column="Note"))[1][4] == "18.83"


def test_a_column_named_that_is_not_there_is_refused() -> None:
    with pytest.raises(ExportError, match="it has 0 columns 'Points'"):
        export(ADA, grade_column="Points")


def test_columns_in_another_order_are_found_by_their_names() -> None:
    rows = [[*row[5:], *row[:5]] for row in read(export())]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    made = export(ADA, worksheet=stream.getvalue())
    assert read(made)[1][0] == "94.13"


def test_whoever_has_no_grade_is_named_and_left_as_he_is() -> None:
    made = export(ADA)
    assert made.summary.without_grade == ("Mary Ann O'Brien", "陳小明", "Jan van der Berg")
    assert read(made)[2] == read(export())[2]


def test_no_grades_give_the_same_bytes() -> None:
    for worksheet in (WORKSHEET, GERMAN, FRENCH, WORKSHEET.rstrip("\n"), WORKSHEET + "\n\n"):
        assert export(worksheet=worksheet).data == worksheet.encode()


def test_the_result_given_again_changes_nothing() -> None:
    first = export(ADA, MARY, CHEN)
    again = moodle_csv([ADA, MARY, CHEN], first.data, NOW + dt.timedelta(days=1))
    assert again.data == first.data
    assert again.summary.written == 3


def test_grades_of_people_whom_the_worksheet_does_not_know_are_named() -> None:
    made = export(graded("Cleo Nowhere", 12))
    assert made.summary.not_written == (
        ("Cleo Nowhere (12 of 100 points)", "nobody in the file has this ID, email or name"),
    )


def test_a_participants_number_of_another_assignment_gives_nobody_a_grade() -> None:
    made = export(replace(ADA, student=Student("Cleo Else", moodle_id="501")))
    assert made.data == WORKSHEET.encode()
    assert "nothing else in common" in made.summary.not_written[0][1]


def test_ungraded_students_are_named_and_their_rows_stay() -> None:
    made = export(ungraded(ADA.student))
    assert made.data == WORKSHEET.encode()
    assert made.summary.ungraded == ("Ada Sample",)


@pytest.mark.parametrize("points", [100.1, -1])
def test_points_that_moodle_refuses_are_not_written_but_named(points: float) -> None:
    made = export(graded(ADA.student, points))
    assert made.data == WORKSHEET.encode()
    assert "not between 0 and the maximum grade, 100" in made.summary.not_written[0][1]


def test_replaced_points_are_told() -> None:
    assert export(MARY).summary.replaced == (("mary", "12.00 → 70.00"),)


def test_an_anonymous_worksheet_is_filled_by_participants_numbers() -> None:
    anonymous = """\
Identifier,Status,Grade,Maximum Grade,Grade can be changed,Last modified (grade)
Participant 501,No submission,,100.00,Yes,-
Participant 502,No submission,,100.00,Yes,-
"""
    assert read(export(ADA, worksheet=anonymous))[1][2] == "94.13"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Participant 503", "503", "no column has an identifier"),
        ("Participant 503", "Participant 502", "no column has an identifier"),
        ("100.00", "Good", "has no column of the maximum grade"),
        (',,100.00,Yes,"Sat', ',,50.00,Yes,"Sat', "with one number for everyone"),
        ("12.00", "good", "the column 'Grade' of the grades has 'good' in it"),
        ("Last modified (grade)", "Changed", "the time of the last grade is not recognised"),
        ('Participant 501",', 'Participant 501" ,', "line 2 has a quotation mark"),
    ],
)
def test_a_doubtful_worksheet_is_refused(old: str, new: str, reason: str) -> None:
    with pytest.raises(ExportError, match=f"Moodle's .*{reason}"):
        export(ADA, worksheet=WORKSHEET.replace(old, new))


def test_a_worksheet_of_nobody_is_refused() -> None:
    with pytest.raises(ExportError, match="no row for any student"):
        export(ADA, worksheet=WORKSHEET.splitlines()[0] + "\n")


def test_cells_of_moodle_go_back_as_they_came_and_formulas_are_warned_of() -> None:
    made = export(ADA, worksheet=WORKSHEET.replace("陳小明", "=cmd|' /C calc'!A0"))
    assert read(made)[3][1] == "=cmd|' /C calc'!A0"
    assert any("line 5 of its file" in note for note in made.summary.notes)
