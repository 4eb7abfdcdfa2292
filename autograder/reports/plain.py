"""Grades as a plain table, for whatever else is done with them. Imports the records only."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.records import Grade
from autograder.reports.csv_files import text_cell, write_csv
from autograder.reports.exports import Export, export_own, number_text, points_text, rounded

HEADER = ("Name", "Email", "Student ID", "Points", "Max Points", "State", "Remarks")


def plain_csv(grades: Sequence[Grade]) -> Export:
    """One row per grade; an ungraded one has no points."""
    return export_own(grades, write_csv(HEADER, map(_row, grades)))


def _row(grade: Grade) -> tuple[str, ...]:
    student = grade.student
    return (
        *map(text_cell, (student.name, student.email, student.student_id)),
        points_text(grade),
        number_text(rounded(grade.max_points)),
        grade.state,
        text_cell("; ".join(grade.remarks)),
    )
