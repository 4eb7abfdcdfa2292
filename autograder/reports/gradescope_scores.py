"""Grades in the form of the scores that Gradescope exports. Imports the records only."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.records import Grade, GradeState
from autograder.reports.csv_files import text_cell, write_csv
from autograder.reports.exports import Export, export_own, number_text, points_text, rounded

HEADER = (
    *("First Name", "Last Name", "SID", "Email", "Sections", "Total Score", "Max Points"),
    *("Status", "Submission ID", "Submission Time", "Lateness (H:M:S)"),
    *("View Count", "Submission Count"),
)
_STATUS = {
    GradeState.GRADED: "Graded",
    GradeState.UNGRADED: "Ungraded",
    GradeState.NOT_SUBMITTED: "Missing",
}


def gradescope_scores_csv(grades: Sequence[Grade]) -> Export:
    """One row per grade; what only Gradescope knows (sections, views, its numbers) is empty."""
    return export_own(grades, write_csv(HEADER, map(_row, grades)))


def _row(grade: Grade) -> tuple[str, ...]:
    first, last = _first_and_last(grade.student.name)
    return (
        *map(text_cell, (first, last, grade.student.student_id, grade.student.email, "")),
        points_text(grade),
        number_text(rounded(grade.max_points)),
        _STATUS[grade.state],
        "",
        f"{grade.submitted:%Y-%m-%d %H:%M:%S %z}" if grade.submitted else "",
        *("", "", ""),
    )


def _first_and_last(name: str) -> tuple[str, str]:
    """A name in two; "van der Berg" stays together, and a name without a space stays whole."""
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.strip().partition(" ")
    return first.strip(), last.strip()
