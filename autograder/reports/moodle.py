"""Grades for Moodle, in an assignment's grading worksheet.

Imports who is who, the records and its neighbours.

Moodle takes the identifier, the grade, and the time of the grade from it, in columns whose names
are in the language of whoever exported it. They are recognised by what they hold and where they
stand; where that leaves a doubt, the worksheet is refused.

Source: https://github.com/moodle/moodle/blob/MOODLE_405_STABLE/mod/assign/feedback/offline/importgradeslib.php
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.people import folded_number
from autograder.records import Grade, Student
from autograder.reports.csv_files import CsvFile
from autograder.reports.exports import (
    Export,
    ExportError,
    GradeColumn,
    enter_grades,
    notes_on_formulas,
    parse_number,
    read_template,
)

_IDENTIFIER = re.compile(r"(\D*[^\W\d])\s*(\d+)")
_GRADE = ("Grade", "Bewertung")
_MAXIMUM = ("Maximum Grade", "Maximum grade", "Bestwertung")
_TIME = ("Last modified (grade)", "Zuletzt geändert (Bewertung)")
_STATUS = ("Status", "Statut", "Estado", "Stato")


def moodle_csv(
    grades: Sequence[Grade],
    worksheet: bytes,
    now: dt.datetime,
    *,
    grade_column: str = "",
    time_column: str = "",
) -> Export:
    """The worksheet with points and times of grading; all else is as it came, byte for byte.

    Args:
        grades: of one assignment.
        worksheet: as Moodle exported it.
        now: the time of grading to write; Moodle skips what it knows a later grade of.
        grade_column: the grade's header, where it is not recognised.
        time_column: the header of the time of the grade, where it is not recognised.

    Raises:
        ExportError: the worksheet can't be used.
    """
    file = read_template(worksheet, "Moodle")
    columns = _find_columns(file, grade_column, time_column)
    at_rows = [at for at, row in enumerate(file.rows) if at and not row.is_blank]
    values = [file.rows[at].values for at in at_rows]
    people = _people(values, columns, {folded_number(grade.student.student_id) for grade in grades})
    entries = GradeColumn(
        title=file.header[columns.grade],
        maximum=values[0][columns.maximum],
        cells=[row[columns.grade] for row in values],
        takes_bonus=False,
    )
    texts, summary = enter_grades(grades, people, entries)
    rows = list(file.rows)
    for position, points in texts.items():
        at = at_rows[position]
        cells = list(rows[at].cells)
        cells[columns.grade] = cells[columns.grade].saying(points, file.delimiter)
        time = now.isoformat(timespec="seconds")  # strtotime reads it in every language
        cells[columns.time] = cells[columns.time].saying(time, file.delimiter)
        rows[at] = replace(rows[at], cells=tuple(cells))
    notes = (*summary.notes, *notes_on_formulas(rows, "Moodle"))
    return Export(file.with_rows(rows).encode(), replace(summary, notes=notes))


@dataclass(frozen=True)
class _Columns:
    """Where in the worksheet what is."""

    identifier: int
    name: int | None
    """None where students are anonymous."""
    grade: int
    maximum: int
    time: int


def _find_columns(file: CsvFile, grade_header: str, time_header: str) -> _Columns:
    header = file.header
    rows = [row.values for row in file.rows[1:] if not row.is_blank]
    if not rows:
        raise _refused("it has no row for any student")
    identifier = _find_identifier(header, rows)
    grade = _find_grade(header, rows, grade_header)
    maximum = _only(header, _MAXIMUM)
    maximum = grade + 1 if maximum is None else maximum
    if not _is_maximum(rows, maximum):
        raise _refused(
            f"{header[grade]!r} has no column of the maximum grade beside it, with one number for "
            "everyone; grades by a scale are not exported"
        )
    strange = [value for row in rows if not _may_be_grade(value := row[grade])]
    if strange:
        raise _refused(f"the column {header[grade]!r} of the grades has {strange[0]!r} in it")
    time = _find_time(header, header[grade], time_header)
    if len({identifier, grade, maximum, time}) < 4:
        raise _refused("one column can't be two of identifier, grade, maximum and time")
    return _Columns(identifier, _find_name(header, rows, identifier, grade), grade, maximum, time)


def _find_identifier(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """The first column with one word and a number of their own for everyone."""
    for at in range(len(header)):
        matches = [_IDENTIFIER.fullmatch(row[at].strip()) for row in rows]
        words = {match and match[1] for match in matches}
        numbers = {match and match[2] for match in matches}
        if None not in words and len(words) == 1 and len(numbers) == len(rows):
            return at
    raise _refused("no column has an identifier (as in 'Participant 123') for everyone, once each")


def _find_grade(header: Sequence[str], rows: Sequence[Sequence[str]], wanted: str) -> int:
    """The column of a known name, or else the one before that of the maximum."""
    if wanted:
        return _named(header, wanted)
    known = _only(header, _GRADE)
    if known is not None:
        return known
    maxima = [
        at
        for at in range(2, len(header))
        if _is_maximum(rows, at) and all(_may_be_grade(row[at - 1]) for row in rows)
    ]
    if len(maxima) != 1:
        raise _refused(
            f"the column of the grades is not recognised; name it with --column ({_told(header)})"
        )
    return maxima[0] - 1


def _find_time(header: Sequence[str], grade: str, wanted: str) -> int:
    """The column of a known name, or else the one named, in brackets, after that of the grades."""
    if wanted:
        return _named(header, wanted)
    known = _only(header, _TIME)
    if known is not None:
        return known
    after_grade = [
        at
        for at, name in enumerate(header)
        if name.strip().casefold().endswith(f"({grade.strip().casefold()})")
    ]
    if len(after_grade) != 1:
        raise _refused(
            "the column of the time of the last grade is not recognised; name it with "
            f"--time-column ({_told(header)})"
        )
    return after_grade[0]


def _find_name(
    header: Sequence[str], rows: Sequence[Sequence[str]], identifier: int, grade: int
) -> int | None:
    """The column after the identifier, unless there the status follows, alike for many."""
    at = identifier + 1
    if at >= grade:
        return None
    names = {row[at] for row in rows}
    return None if header[at] in _STATUS or 2 * len(names) < len(rows) else at


def _people(
    rows: Sequence[Sequence[str]], columns: _Columns, student_ids: set[str]
) -> list[Student]:
    """Everyone of the worksheet; email and ID number are known by what the columns hold."""
    between = [at for at in range(columns.identifier + 1, columns.grade) if at != columns.name]
    emails = [at for at in between if all("@" in row[at] for row in rows if row[at])]
    emails = [at for at in emails if any(row[at] for row in rows)]
    ids = [
        at
        for at in between
        if any(row[at] and folded_number(row[at]) in student_ids for row in rows)
    ]
    people = []
    for row in rows:
        match = _IDENTIFIER.fullmatch(row[columns.identifier].strip())
        people.append(
            Student(
                name="" if columns.name is None else row[columns.name],
                email=row[emails[0]] if len(emails) == 1 else "",
                student_id=row[ids[0]] if len(ids) == 1 else "",
                moodle_id=match[2] if match else "",
            )
        )
    return people


def _is_maximum(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a column has one positive number for everyone."""
    if at >= len(rows[0]):
        return False
    number = parse_number(rows[0][at])
    return number is not None and number > 0 and len({row[at] for row in rows}) == 1


def _may_be_grade(value: str) -> bool:
    return value.strip() in ("", "-") or parse_number(value) is not None


def _only(header: Sequence[str], names: Sequence[str]) -> int | None:
    """The only column with one of the names."""
    found = [at for at, name in enumerate(header) if name.strip() in names]
    return found[0] if len(found) == 1 else None


def _named(header: Sequence[str], name: str) -> int:
    if list(header).count(name) != 1:
        raise _refused(f"it has {list(header).count(name)} columns {name!r} ({_told(header)})")
    return header.index(name)


def _told(header: Sequence[str]) -> str:
    return "it has: " + ", ".join(map(repr, header))


def _refused(reason: str) -> ExportError:
    return ExportError(f"Moodle's worksheet can't be used: {reason}.")
