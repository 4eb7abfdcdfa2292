"""The plain table says everything of a grade, and harms nobody."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from autograder.records import Grade, Student
from autograder.reports.plain import HEADER, plain_csv
from tests.reports.grades import FORMULAS, NAMES, graded, ungraded


def rows(*grades: Grade) -> list[list[str]]:
    header, *found = csv.reader(io.StringIO(plain_csv(grades).data.decode(), newline=""))
    assert tuple(header) == HEADER
    return found


def test_a_grade_is_a_row() -> None:
    grade = replace(
        graded(Student("Ada Sample", "ada@example.edu", "00123"), 50),
        remarks=("1 day late: −25% of the points", "+5: a talk,\nin class"),
    )
    assert rows(grade) == [
        [
            *("Ada Sample", "ada@example.edu", "00123", "50.00", "100.00", "graded"),
            "1 day late: −25% of the points;' +5: a talk,\nin class",
        ]
    ]


def test_what_a_person_must_decide_is_told() -> None:
    late = replace(graded("Ada Sample"), to_decide=("marked as late",))
    assert plain_csv([late]).summary.notes == ("A person must decide: Ada Sample: marked as late.",)


def test_odd_names_are_read_back_as_they_are() -> None:
    assert [row[0] for row in rows(*map(graded, NAMES))] == list(NAMES)


def test_an_ungraded_student_has_a_row_without_points() -> None:
    made = plain_csv([ungraded(Student("Ada Sample")), graded("Ben Muster")])
    assert rows(ungraded(Student("Ada Sample")))[0][3:6] == ["", "100.00", "ungraded"]
    assert made.summary.ungraded == ("Ada Sample",)
    assert made.summary.written == 1


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_can_be_run_as_a_formula(text: str) -> None:
    (row,) = rows(replace(graded(Student(text, text, text)), remarks=(text, text)))
    for cell in row:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
