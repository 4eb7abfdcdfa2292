"""Scores in Gradescope's form."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest

from autograder.records import Grade, GradeState, Student
from autograder.reports.gradescope_scores import gradescope_scores_csv
from tests.reports.grades import FORMULAS, NAMES, graded, ungraded

SUBMITTED = dt.datetime(2026, 12, 12, 1, 2, 3, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def rows(*grades: Grade) -> list[dict[str, str]]:
    text = gradescope_scores_csv(grades).data.decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_header_is_gradescopes() -> None:
    assert gradescope_scores_csv([]).data.decode().strip() == (
        "First Name,Last Name,SID,Email,Sections,Total Score,Max Points,Status,Submission ID,"
        "Submission Time,Lateness (H:M:S),View Count,Submission Count"
    )


def test_a_grade_is_a_row() -> None:
    student = Student("Ada Sample", "ada@example.edu", "00123")
    (row,) = rows(replace(graded(student, 94.125), submitted=SUBMITTED))
    assert {name: value for name, value in row.items() if value} == {
        "First Name": "Ada",
        "Last Name": "Sample",
        "SID": "00123",
        "Email": "ada@example.edu",
        "Total Score": "94.13",
        "Max Points": "100.00",
        "Status": "Graded",
        "Submission Time": "2026-12-12 01:02:03 +0100",
    }


@pytest.mark.parametrize("name", NAMES)
def test_both_names_together_are_the_name(name: str) -> None:
    (row,) = rows(graded(name))
    last_comma_first = f"{row['Last Name']}, {row['First Name']}"
    assert name in (f"{row['First Name']} {row['Last Name']}".strip(), last_comma_first)


def test_a_family_name_of_several_words_stays_together() -> None:
    assert rows(graded("Jan van der Berg"))[0]["Last Name"] == "van der Berg"


def test_ungraded_and_missing_students_have_their_status() -> None:
    student = Student("Ada Sample")
    nothing = Grade(student, "hw4_convolution", GradeState.NOT_SUBMITTED, 0, 100)
    made = rows(ungraded(student), nothing)
    assert [(row["Status"], row["Total Score"]) for row in made] == [
        ("Ungraded", ""),
        ("Missing", "0.00"),
    ]
    assert gradescope_scores_csv([ungraded(student)]).summary.ungraded == ("Ada Sample",)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_can_be_run_as_a_formula(text: str) -> None:
    (row,) = rows(graded(Student(f"{text}, {text}", text, text)))
    for cell in row.values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
