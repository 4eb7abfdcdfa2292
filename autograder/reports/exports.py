"""What the exports have in common: what comes of one, and how points are entered in a column.

Imports `matching`, `csv_files`, who is who, and the records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from autograder.people import called
from autograder.records import Grade, GradeState, Student
from autograder.reports.csv_files import CsvError, CsvFile, Row, read_csv, runs_as_formula
from autograder.reports.matching import match

_MOST_LINES_TOLD = 5


class ExportError(Exception):
    """Grades can't be exported; the message is one sentence."""


@dataclass(frozen=True)
class Summary:
    """What was written, and everyone who was not."""

    written: int
    ungraded: tuple[str, ...]
    """The students whose submissions the grader failed on."""
    without_grade: tuple[str, ...] = ()
    """People of the platform's file for whom there is no grade."""
    not_written: tuple[tuple[str, str], ...] = ()
    """Students whose grades are not in the file, with the reason."""
    replaced: tuple[tuple[str, str], ...] = ()
    """Students for whom the file had other points, with these."""
    notes: tuple[str, ...] = ()
    """What else a person should know, in sentences."""


@dataclass(frozen=True)
class Export:
    """A file to hand on."""

    data: bytes
    summary: Summary


@dataclass(frozen=True)
class GradeColumn:
    """The column of a platform's file that gets the points."""

    title: str
    maximum: str
    """As the file says it; its decimal sign is ours."""
    cells: Sequence[str]
    """What it says of each person now."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """Cells that are left alone, with what they mean."""
    takes_bonus: bool = True
    """Whether there may be more points than the maximum."""


def export_own(grades: Sequence[Grade], data: bytes) -> Export:
    """An export in which every grade has a row."""
    ungraded = tuple(called(grade.student) for grade in grades if is_ungraded(grade))
    notes = tuple(_notes_to_decide(grades))
    return Export(data, Summary(len(grades) - len(ungraded), ungraded, notes=notes))


def is_ungraded(grade: Grade) -> bool:
    """Whether a person must still see to it."""
    return grade.points is None or grade.state is GradeState.UNGRADED


def enter_grades(
    grades: Sequence[Grade], people: Sequence[Student], column: GradeColumn
) -> tuple[dict[int, str], Summary]:
    """What to write into which cells of the column, by the person's position.

    Whoever gets nothing new is not among them: an ungraded person's cell stays as it is.
    """
    matching = match([grade.student for grade in grades], people)
    cells: dict[int, str] = {}
    written: set[int] = set()
    replaced = []
    not_written = [
        (_described(grades[at]), reason)
        for at, reason in matching.doubts.items()
        if not is_ungraded(grades[at])
    ]
    for at, person in matching.found.items():
        grade, now = grades[at], column.cells[person].strip()
        if is_ungraded(grade):
            continue
        points = _points(grade, column)
        reason = _reason_to_leave(points, now, column)
        if reason:
            not_written.append((_described(grade), reason))
            continue
        written.add(person)
        if parse_number(now) != points:
            cells[person] = number_text(points, column.maximum)
            if now not in ("", "-"):
                replaced.append((called(grade.student), f"{now} → {cells[person]}"))
    with_grade = set(matching.found.values())
    summary = Summary(
        written=len(written),
        ungraded=tuple(called(grade.student) for grade in grades if is_ungraded(grade)),
        without_grade=tuple(
            called(person) for at, person in enumerate(people) if at not in with_grade
        ),
        not_written=tuple(not_written),
        replaced=tuple(replaced),
        notes=(
            *_note_of_scale(grades, column),
            *_note_of_names(grades, matching.by_name),
            *_notes_to_decide(grades),
        ),
    )
    return cells, summary


def read_template(data: bytes, platform: str) -> CsvFile:
    """The platform's own file.

    Raises:
        ExportError: it can't be read.
    """
    try:
        return read_csv(data)
    except CsvError as error:
        raise ExportError(f"{platform}'s file can't be used: {error}.") from None


def notes_on_formulas(rows: Sequence[Row], platform: str) -> list[str]:
    """A warning of cells that we hand back as they came, and that a spreadsheet would run."""
    lines = [row.line for row in rows if any(map(runs_as_formula, row.values))]
    if not lines:
        return []
    told = ", ".join(map(str, lines[:_MOST_LINES_TOLD])) + ", …" * (len(lines) > _MOST_LINES_TOLD)
    return [
        f"{platform}'s own cells go back as they came, and some would run as formulas (line "
        f"{told} of its file): upload the file without opening it in a spreadsheet."
    ]


def points_text(grade: Grade) -> str:
    """The points of a grade; empty if it has none."""
    return "" if is_ungraded(grade) else number_text(rounded(grade.points or 0))


def parse_number(text: str) -> Decimal | None:
    """A number with a decimal point, or with a decimal comma that can't be one of thousands."""
    if not re.fullmatch(r"-?\d+(?:\.\d+|,\d{1,2})?", text.strip()):
        return None
    return Decimal(text.strip().replace(",", "."))


def number_text(number: Decimal, like: str = "") -> str:
    """A number with two decimals, and the decimal sign of another one."""
    return f"{number:.2f}".replace(".", "," if "," in like else ".")


def rounded(points: float | Decimal) -> Decimal:
    """Points to two decimals, halves away from zero, as people round."""
    return Decimal(str(points)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _points(grade: Grade, column: GradeColumn) -> Decimal:
    """The points of the platform's maximum."""
    maximum, ours = parse_number(column.maximum), Decimal(str(grade.max_points))
    if maximum is None or maximum <= 0 or ours <= 0:
        raise ExportError(
            f"Points of {grade.max_points:g} can't be scaled to the maximum {column.maximum!r} of "
            f"{column.title!r}: both must be numbers above 0, as the platform writes them."
        )
    return rounded(Decimal(str(grade.points)) * maximum / ours)


def _reason_to_leave(points: Decimal, now: str, column: GradeColumn) -> str:
    meaning = column.kept.get(now.upper())
    if meaning:
        return f"the file says {now}: {meaning}"
    maximum = parse_number(column.maximum) or 0
    if not column.takes_bonus and not 0 <= points <= maximum:
        return f"{points} is not between 0 and the maximum grade, {maximum}"
    return ""


def _described(grade: Grade) -> str:
    return f"{called(grade.student)} ({grade.points:g} of {grade.max_points:g} points)"


def _note_of_scale(grades: Sequence[Grade], column: GradeColumn) -> list[str]:
    scales = sorted({grade.max_points for grade in grades if grade.points is not None})
    if all(parse_number(column.maximum) == Decimal(str(scale)) for scale in scales):
        return []
    ours = " and ".join(f"{scale:g}" for scale in scales)
    return [f"Points of {ours} are scaled to the maximum of {column.title!r}, {column.maximum}."]


def _note_of_names(grades: Sequence[Grade], by_name: Sequence[int]) -> list[str]:
    if not by_name:
        return []
    names = "; ".join(called(grades[at].student) for at in by_name)
    return [f"Found by the name alone: {names}."]


def _notes_to_decide(grades: Sequence[Grade]) -> list[str]:
    return [
        f"A person must decide: {called(grade.student)}: {what}."
        for grade in grades
        for what in grade.to_decide
    ]
