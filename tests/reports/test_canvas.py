"""Canvas gets back its own rows, and one column of points."""

from __future__ import annotations

import csv
import io

import pytest

from autograder.records import Grade, Student
from autograder.reports.canvas import canvas_csv
from autograder.reports.exports import Export, ExportError
from tests.reports.grades import FORMULAS, graded, ungraded

TITLES = ("Homework 4: Convolution", "hw4_convolution")
COLUMN = "Homework 4: Convolution (4711)"
GRADEBOOK = f"""\
Student,ID,SIS User ID,SIS Login ID,Section,Homework 3 (4700),{COLUMN},Current Score
,,,,,Manual Posting,Manual Posting,(read only)
    Points Possible,,,,,50.00,100.00,(read only)
"Sample, Ada",7001,00123,ada01,"Section 1, Tuesday",40.00,,80.00
Mary Ann O'Brien,7002,00124,mary@example.edu,Section 1,EX,EX,
"van der Berg, Jan",7003,00125,jan01,Section 2,30.00,12.00,60.00
陳小明,7004,00126,chen01,Section 2,,,
"Quo ""te"" Test",7005,00127,quo01,"Section 2
and 3",,N/A,
"Student, Test",7999,,e5b1,Section 1,,,
"""
ADA = graded(Student("adasample", canvas_id="7001"), 94.125)
JAN = graded(Student("Jan van der Berg"), 70)
CHEN = graded(Student("陳小明", student_id="126"), 0)


def export(*grades: Grade, gradebook: str = GRADEBOOK, **options: str | bool) -> Export:
    return canvas_csv(grades, gradebook.encode(), TITLES, **options)  # type: ignore[arg-type]


def read(made: Export) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.data.decode("utf-8-sig"), newline="")))


def points(made: Export) -> dict[str, str]:
    """The last column by Canvas's number."""
    return {row[1]: row[-1] for row in read(made)[3:]}


def test_the_file_has_students_as_they_came_and_one_column() -> None:
    assert (
        export(ADA, JAN, CHEN).data.decode()
        == f"""\
Student,ID,SIS User ID,SIS Login ID,Section,{COLUMN}
,,,,,Manual Posting
    Points Possible,,,,,100.00
"Sample, Ada",7001,00123,ada01,"Section 1, Tuesday",94.13
Mary Ann O'Brien,7002,00124,mary@example.edu,Section 1,EX
"van der Berg, Jan",7003,00125,jan01,Section 2,70.00
陳小明,7004,00126,chen01,Section 2,0.00
"Quo ""te"" Test",7005,00127,quo01,"Section 2
and 3",N/A
"Student, Test",7999,,e5b1,Section 1,
"""
    )


def test_other_forms_of_the_export_are_given_back_in_their_form() -> None:
    lines = ["Student;ID;Root Account;Section;hw4_convolution (1)", "    Points Possible;;;;50,00"]
    text = "\ufeff" + "\r\n".join([*lines, "Ada Sample;7001;x.edu;One;", ""])
    made = export(ADA, gradebook=text)
    assert made.data.decode() == text.replace("One;", "One;47,06")


def test_whoever_has_no_grade_is_named_and_left_as_he_is() -> None:
    made = export(ADA)
    assert points(made)["7003"] == "12.00"
    assert made.summary.written == 1
    assert made.summary.without_grade == (
        *("Mary Ann O'Brien", "van der Berg, Jan", "陳小明", 'Quo "te" Test', "Student, Test"),
    )


@pytest.mark.parametrize(
    ("canvas_id", "kept"),
    [("7002", "the file says EX: the student is excused"), ("7005", "the file says N/A: the")],
)
def test_excused_students_stay_excused_and_are_named(canvas_id: str, kept: str) -> None:
    made = export(graded(Student("Someone", canvas_id=canvas_id)))
    ((name, reason),) = made.summary.not_written
    assert name == "Someone (87.5 of 100 points)"
    assert reason.startswith(kept)
    assert made.summary.written == 0
    assert points(made) == points(export())


def test_grades_of_people_whom_canvas_does_not_know_are_named() -> None:
    made = export(ADA, graded("Cleo Nowhere", 12))
    assert made.summary.not_written == (
        ("Cleo Nowhere (12 of 100 points)", "nobody in the file has this ID, email or name"),
    )


def test_ungraded_students_are_named_and_their_cells_stay_empty() -> None:
    made = export(ungraded(ADA.student))
    assert made.summary.ungraded == ("adasample",)
    assert points(made)["7001"] == ""
    assert "Sample, Ada" not in made.summary.without_grade


def test_an_ungraded_student_whom_canvas_does_not_know_is_named_once() -> None:
    made = export(ungraded(Student("Cleo Nowhere")))
    assert made.summary.ungraded == ("Cleo Nowhere",)
    assert made.summary.not_written == ()


def test_points_that_canvas_had_are_told_when_they_change() -> None:
    made = export(JAN, CHEN)
    assert made.summary.replaced == (("Jan van der Berg", "12.00 → 70.00"),)


def test_the_file_read_back_by_canvas_changes_nothing_the_second_time() -> None:
    first = export(ADA, JAN, CHEN)
    again = export(ADA, JAN, CHEN, gradebook=first.data.decode())
    assert again.data == first.data
    assert again.summary.written == 3
    assert again.summary.replaced == ()


def test_points_are_scaled_to_those_possible_which_is_told() -> None:
    made = export(ADA, gradebook=GRADEBOOK.replace(",100.00,", ",10.00,"))
    assert points(made)["7001"] == "9.41"
    assert made.summary.notes == (f"Points of 100 are scaled to the maximum of {COLUMN!r}, 10.00.",)


def test_more_than_the_points_possible_is_a_bonus() -> None:
    assert points(export(graded(ADA.student, 105)))["7001"] == "105.00"


@pytest.mark.parametrize("possible", ["0.00", "", "many"])
def test_points_possible_that_are_no_number_are_refused(possible: str) -> None:
    with pytest.raises(ExportError, match="both must be numbers above 0"):
        export(ADA, gradebook=GRADEBOOK.replace(",100.00,", f",{possible},"))


def test_a_title_that_fits_nothing_is_refused_and_the_known_ones_are_told() -> None:
    text = GRADEBOOK.replace(COLUMN, "Quiz (1)")
    with pytest.raises(ExportError, match=r"no assignment 'Homework 4.*'Homework 3 \(4700\)', 'Q"):
        export(ADA, gradebook=text)


def test_two_columns_that_fit_are_refused_until_one_is_named() -> None:
    text = GRADEBOOK.replace("Homework 3 (4700)", "homework 4: convolution (1)")
    with pytest.raises(ExportError, match="2 columns that fit"):
        export(ADA, gradebook=text)
    made = export(ADA, gradebook=text, column=COLUMN)
    assert read(made)[0][-1] == COLUMN


def test_a_column_is_found_by_the_name_given() -> None:
    made = export(ADA, column="Homework 3")
    assert read(made)[0][-1] == "Homework 3 (4700)"
    assert points(made)["7001"] == "47.06"


def test_totals_are_no_assignment() -> None:
    with pytest.raises(ExportError, match="no assignment 'Current Score'"):
        export(ADA, column="Current Score")


def test_a_new_assignment_is_made_only_when_asked_for() -> None:
    made = export(ADA, column="Extra, 1", new_column=True)
    assert [row[-1] for row in read(made)[:4]] == ["Extra, 1", "", "100.00", "94.13"]
    with pytest.raises(ExportError, match="Canvas has 'Homework 4: Convolution"):
        export(ADA, new_column=True)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Student,ID", "Name,ID", "must begin with Student"),
        (",Section,", ",Group,", "must begin with Student"),
        ("    Points Possible", "Punkte", "must have one row 'Points Possible', and has 0"),
        ("陳小明,7004,", "陳小明,", "line 7 has 7 cells"),
    ],
)
def test_what_is_no_gradebook_of_canvas_is_refused(old: str, new: str, reason: str) -> None:
    with pytest.raises(ExportError, match=reason):
        export(ADA, gradebook=GRADEBOOK.replace(old, new))


@pytest.mark.parametrize("name", FORMULAS[:4])
def test_names_of_canvas_go_back_as_they_came_and_formulas_are_warned_of(name: str) -> None:
    made = export(ADA, gradebook=GRADEBOOK.replace("陳小明", f'"{name}"'))
    assert read(made)[6][0] == name
    warned = any("line 7 of its file" in note for note in made.summary.notes)
    assert warned == (name != "+1")
