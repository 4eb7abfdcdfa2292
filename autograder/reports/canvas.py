"""Grades for Canvas, in the form of the course's exported gradebook.

Imports who is who, the records and its neighbours.

Source: https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.people import folded
from autograder.records import Grade, Student
from autograder.reports.csv_files import Cell, CsvFile, Row, text_cell
from autograder.reports.exports import (
    Export,
    ExportError,
    GradeColumn,
    enter_grades,
    notes_on_formulas,
    number_text,
    read_template,
    rounded,
)

_KEPT = {"EX": "the student is excused", "N/A": "the assignment is not the student's"}
_POINTS_POSSIBLE = "Points Possible"
_MOST_TITLES_TOLD = 8


def canvas_csv(
    grades: Sequence[Grade],
    gradebook: bytes,
    titles: Sequence[str],
    *,
    column: str = "",
    new_column: bool = False,
) -> Export:
    """A file to import: the gradebook's columns on students as they came, and the assignment's.

    Args:
        grades: of one assignment.
        gradebook: Canvas's export of the course.
        titles: what the assignment is called; the column is recognised by one of them.
        column: the column's title instead, with or without Canvas's number.
        new_column: make a new assignment in Canvas, of `column` or the first title.

    Raises:
        ExportError: the gradebook or the column can't be used.
    """
    form = _read_form(read_template(gradebook, "Canvas"))
    wanted = [column] if column else list(titles)
    found = _find_column(form, wanted)
    if new_column and found:
        there = form.file.header[found[0]]
        raise ExportError(
            f"Canvas has {there!r} already; leave out --new-column, or name another with --column."
        )
    if not new_column:
        target = _the_only(form, found, wanted)
        rows = [_cut(row, form.width, target) for row in form.file.rows]
    else:
        rows = _with_new_column(form, wanted[0], grades)
    cut = form.file.with_rows(rows)
    entries = GradeColumn(
        title=cut.header[-1],
        maximum=cut.rows[form.points_row].values[-1],
        cells=[cut.rows[at].values[-1] for at in form.students],
        kept=_KEPT,
    )
    cells, summary = enter_grades(grades, list(form.students.values()), entries)
    for position, at in enumerate(form.students):
        if position in cells:
            *others, cell = rows[at].cells
            points = cell.saying(cells[position], cut.delimiter)
            rows[at] = replace(rows[at], cells=(*others, points))
    notes = (*summary.notes, *notes_on_formulas(rows, "Canvas"))
    return Export(cut.with_rows(rows).encode(), replace(summary, notes=notes))


@dataclass(frozen=True)
class _Form:
    """An exported gradebook, understood."""

    file: CsvFile
    width: int
    """How many columns are about students; assignments follow."""
    points_row: int
    students: dict[int, Student]
    """By row."""


def _read_form(file: CsvFile) -> _Form:
    header = file.header
    columns = {name: at for at, name in reversed(list(enumerate(header)))}
    missing = [name for name in ("Student", "ID", "Section") if name not in columns]
    if missing or header[0] != "Student":
        raise ExportError(
            "Canvas's file can't be used: its header must begin with Student, and have ID and "
            "Section; export the gradebook in Canvas, and give that file."
        )
    students, points_rows = {}, []
    for at, row in enumerate(file.rows[1:], start=1):
        values = row.values
        if row.is_blank:
            continue
        if values[0].strip() == _POINTS_POSSIBLE:
            points_rows.append(at)
        elif values[0].strip() or values[columns["ID"]].strip():  # else it is on posting grades
            students[at] = _student(values, columns)
    if len(points_rows) != 1:
        raise ExportError(
            f"Canvas's file can't be used: it must have one row {_POINTS_POSSIBLE!r}, and has "
            f"{len(points_rows)}; export the gradebook in Canvas in English, and give that file."
        )
    return _Form(file, columns["Section"] + 1, points_rows[0], students)


def _student(values: Sequence[str], columns: dict[str, int]) -> Student:
    def value(name: str) -> str:
        return values[columns[name]] if name in columns else ""

    return Student(
        name=value("Student"),
        student_id=value("SIS User ID"),
        login=value("SIS Login ID"),
        canvas_id=value("ID"),
    )


def _find_column(form: _Form, wanted: Sequence[str]) -> list[int]:
    """The assignments' columns with one of the titles; those with Canvas's number first."""
    titles = _titles(form)
    names = {folded(title) for title in wanted}
    exact = [at for at in titles if form.file.header[at] in wanted]
    return exact or [at for at, title in titles.items() if folded(title) in names]


def _titles(form: _Form) -> dict[int, str]:
    """The assignments' titles without Canvas's numbers, by column; totals have no number."""
    matches = {
        at: re.fullmatch(r"(.*?)\s*\(\d+\)\s*", form.file.header[at], re.DOTALL)
        for at in range(form.width, len(form.file.header))
    }
    return {at: match[1] for at, match in matches.items() if match}


def _the_only(form: _Form, found: Sequence[int], wanted: Sequence[str]) -> int:
    header = form.file.header
    if len(found) == 1:
        return found[0]
    if found:
        told = ", ".join(repr(header[at]) for at in found)
        raise ExportError(
            f"Canvas's file has {len(found)} columns that fit: {told}; name one with --column."
        )
    known = [repr(header[at]) for at in _titles(form)]
    told = ", ".join(known[:_MOST_TITLES_TOLD]) + ", …" * (len(known) > _MOST_TITLES_TOLD)
    raise ExportError(
        f"Canvas's file has no assignment {' or '.join(map(repr, wanted))} (it has: "
        f"{told or 'none'}); name one with --column, or let Canvas make it with --new-column."
    )


def _cut(row: Row, width: int, target: int) -> Row:
    return row if row.is_blank else replace(row, cells=(*row.cells[:width], row.cells[target]))


def _with_new_column(form: _Form, title: str, grades: Sequence[Grade]) -> list[Row]:
    delimiter = form.file.delimiter
    maxima = {grade.max_points for grade in grades}
    if len(maxima) != 1:
        raise ExportError("A new column needs grades of one maximum; there are none, or several.")
    texts = {0: text_cell(title), form.points_row: number_text(rounded(maxima.pop()))}
    return [
        row
        if row.is_blank
        else replace(
            row,
            cells=(*row.cells[: form.width], Cell("").saying(texts.get(at, ""), delimiter)),
        )
        for at, row in enumerate(form.file.rows)
    ]
