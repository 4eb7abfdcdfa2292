"""The feedback page of one student, as HTML and as Markdown.

Imports the records and its neighbours. What is in it is what `for_students` lets through.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograder.checking.verdicts import Verdict
from autograder.records import CheckResult, Grade, GradeState, Result
from autograder.reports.for_students import (
    headline,
    hidden_checks,
    shown_checks,
    shown_diagnoses,
)
from autograder.reports.pages.environment import render_html, render_markdown
from autograder.reports.pages.text import laid_out


@dataclass(frozen=True)
class Line:
    """One check."""

    number: str
    title: str
    """Without the function's name, which stands above."""
    verdict: str
    passed: bool
    score: float | None
    """None in a submission that is not graded."""
    points: float
    message: str
    is_open: bool
    """Whether its message is shown before anyone asks: the first of its function."""


@dataclass(frozen=True)
class Section:
    """One function."""

    name: str
    score: float | None
    points: float
    hints: tuple[str, ...]
    shared_message: str
    """What all its checks say, said once."""
    lines: tuple[Line, ...]

    @property
    def passed(self) -> int:
        """How many of its checks passed."""
        return sum(line.passed for line in self.lines)


@dataclass(frozen=True)
class Feedback:
    """What a page says besides the grade itself."""

    title: str
    grade: Grade
    no_grade: str
    """Why there are no points, empty if there are some."""
    sections: tuple[Section, ...]
    hidden: int
    """Checks of which no more is said."""
    hidden_score: float | None
    hidden_points: float
    checks_score: float | None
    """The sum over all checks, where lateness or adjustments made something else of it."""
    checks_points: float


def feedback_html(page: Feedback) -> str:
    """The page."""
    return render_html("feedback.html.jinja", page=page)


def feedback_markdown(page: Feedback) -> str:
    """The same in Markdown, to be sent or pasted."""
    return render_markdown("feedback.md.jinja", page=page)


def feedback(title: str, grade: Grade) -> Feedback:
    """What the page of one student says, in the week of this title."""
    result = grade.result
    hidden = hidden_checks(result) if result else ()
    score, most = (result.score, result.max_score) if result else (None, 0.0)
    differs = (score, most) != (grade.points, grade.max_points)
    return Feedback(
        title=title,
        grade=grade,
        no_grade=_why_no_grade(grade),
        sections=_sections(result) if result else (),
        hidden=len(hidden),
        hidden_score=None if score is None else sum(check.score for check in hidden),
        hidden_points=sum(check.check.points for check in hidden),
        checks_score=score if differs else None,
        checks_points=most,
    )


def _why_no_grade(grade: Grade) -> str:
    if grade.state is GradeState.NOT_SUBMITTED:
        return "Nothing was handed in."
    if grade.state is GradeState.GRADED:
        return ""
    if grade.result is None or grade.result.is_graded:
        return "Not graded yet: a person will look at it."
    return headline(grade.result)


def _sections(result: Result) -> tuple[Section, ...]:
    checks = shown_checks(result)
    by_function: dict[str, list[CheckResult]] = {}
    for check in checks:
        name = check.check.tags[0] if check.check.tags else ""
        by_function.setdefault(name, []).append(check)
    diagnoses, is_graded = shown_diagnoses(result), result.is_graded
    sections = []
    for name, of_it in by_function.items():
        messages = {check.outcome.message for check in of_it}
        shared = messages.pop() if len(messages) == 1 and len(of_it) > 1 else ""
        hints = (d.hint for d in diagnoses if d.function == name)
        sections.append(
            Section(
                name=name,
                score=sum(check.score for check in of_it) if is_graded else None,
                points=sum(check.check.points for check in of_it),
                hints=tuple(" ".join(hint.split()) for hint in hints),
                shared_message=laid_out(shared),
                lines=_lines(of_it, name, says_each=not shared, is_graded=is_graded),
            )
        )
    return tuple(sections)


def _lines(
    checks: list[CheckResult], function: str, *, says_each: bool, is_graded: bool
) -> tuple[Line, ...]:
    speaking = (check for check in checks if check.outcome.message and says_each)
    first = next(speaking, None)
    return tuple(
        Line(
            number=check.check.number,
            title=check.check.title.removeprefix(f"{function}: "),
            verdict=check.outcome.verdict.replace("_", " "),
            passed=check.outcome.verdict is Verdict.PASSED,
            score=check.score if is_graded else None,
            points=check.check.points,
            message=laid_out(check.outcome.message) if says_each else "",
            is_open=check == first,
        )
        for check in checks
    )
