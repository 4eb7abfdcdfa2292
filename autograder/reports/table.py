"""The class on a terminal. Imports rich and the records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from autograder.checking.rendering import printable
from autograder.checking.verdicts import Verdict
from autograder.records import Grade, GradeState, Result

_STYLE = {
    Verdict.FAILED: "yellow",
    Verdict.ERROR: "yellow",
    Verdict.MISSING: "dim",
    Verdict.GRADER_ERROR: "bold red",
}
_STYLE_OF_STATE = {
    GradeState.GRADED: "",
    GradeState.UNGRADED: "bold red",
    GradeState.NOT_SUBMITTED: "dim",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What the table says of a submission: far less than its result, of which there may be many."""

    student: str
    score: float | None
    """None if ungraded."""
    max_score: float
    verdict: Verdict | None
    """Of what went wrong first; None if all went well."""
    trouble: str


def line_of(result: Result) -> Line:
    """The line of a result."""
    verdict, trouble = first_verdict(result), one_line(result)
    return Line(result.student, result.score, result.max_score, verdict, trouble)


def class_table(lines: Iterable[Line]) -> Table:
    """One row per student: name, score, and what went wrong first."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", expand=True)
    table.add_column("Student", overflow="fold", max_width=30)
    table.add_column("Score", justify="right", no_wrap=True, min_width=9)
    table.add_column("What went wrong first", overflow="ellipsis", no_wrap=True, ratio=1)
    for line in lines:
        table.add_row(Text(printable(line.student)), _score(line), _trouble(line))
    return table


def grades_table(grades: Sequence[Grade]) -> Table:
    """One row per student: name, points, and what made them so."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", expand=True)
    table.add_column("Student", overflow="fold", max_width=30)
    table.add_column("Points", justify="right", no_wrap=True, min_width=9)
    table.add_column("State", no_wrap=True)
    table.add_column("Remarks", overflow="fold", ratio=1)
    for grade in grades:
        points = "–" if grade.points is None else f"{grade.points:g} / {grade.max_points:g}"
        state = Text(grade.state.replace("_", " "), style=_STYLE_OF_STATE[grade.state])
        remarks = Text(printable("; ".join((*grade.remarks, *grade.to_decide))))
        table.add_row(Text(printable(grade.student.name)), Text(points), state, remarks)
    return table


def one_line(result: Result) -> str:
    """What went wrong first, without its verdict."""
    if result.failure:
        return printable(result.failure.splitlines()[0])
    trouble = result.first_trouble
    if trouble is None:
        return ""
    lines = trouble.outcome.message.splitlines() or [""]
    first_line = printable(f"{lines[0]} {lines[-1]}" if lines[0].endswith(":") else lines[0])
    if trouble.outcome.verdict is Verdict.GRADER_ERROR:
        return f"{trouble.check.name}: {first_line}"
    all_alike = len({check.outcome for check in result.checks}) == 1
    return first_line if all_alike else trouble.check.title


def first_verdict(result: Result) -> Verdict | None:
    """The verdict that `one_line` explains; None if all went well."""
    if result.failure:
        return Verdict.GRADER_ERROR
    return result.first_trouble.outcome.verdict if result.first_trouble else None


def _score(line: Line) -> Text:
    if line.score is None:
        return Text("ungraded", style="bold red")
    return Text(f"{line.score:g} / {line.max_score:g}")


def _trouble(line: Line) -> Text:
    if line.verdict is None:
        return Text("")
    text = Text(line.verdict.replace("_", " "), style=_STYLE.get(line.verdict, "red"))
    return text.append(f": {line.trouble}", style="default")
