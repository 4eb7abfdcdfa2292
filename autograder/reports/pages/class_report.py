"""The class report: one page for those who teach. Imports the records and its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.checking.verdicts import Verdict
from autograder.records import Grade, GradeState, Result, Student
from autograder.reports.pages import numbers
from autograder.reports.pages.environment import render_html
from autograder.reports.pages.histogram import histogram
from autograder.reports.pages.pairs import PairsToLookAt, whom
from autograder.reports.table import first_verdict, one_line

STATES = {
    GradeState.GRADED: "graded",
    GradeState.UNGRADED: "ungraded",
    GradeState.NOT_SUBMITTED: "not handed in",
}


@dataclass(frozen=True)
class Person:
    """A student as the page names them."""

    name: str
    which: str
    """What tells them from another one of the same name; else nothing."""
    href: str
    """Their feedback page."""


@dataclass(frozen=True)
class Row:
    """A student in the table of all."""

    person: Person
    grade: Grade
    state: str
    verdict: str
    """Of the first trouble."""
    trouble: str


@dataclass(frozen=True)
class Ungraded:
    """Students without a grade, for one and the same reason."""

    people: tuple[Person, ...]
    reason: str
    details: str
    """All that the grader said of the first: the traceback, for those who mend it."""


def class_report(
    title: str,
    grades: Sequence[Grade],
    links: Sequence[str],
    alike: PairsToLookAt | None = None,
) -> str:
    """The page of a class.

    Args:
        title: the week's.
        grades: one for each student, in the order of the table.
        links: to their feedback pages, from the report.
        alike: which submissions are, where that was asked.
    """
    people = _people([grade.student for grade in grades], links)
    spread = numbers.spread(grades)
    max_points = max((grade.max_points for grade in grades), default=0.0)
    counts = Counter(grade.state for grade in grades)
    return render_html(
        "class_report.html.jinja",
        title=title,
        assignment=grades[0].assignment if grades else "",
        counts={state: counts[state] for state in GradeState},
        states=STATES,
        students=len(grades),
        max_points=max_points,
        spread=spread,
        chart=histogram(spread, max_points) if spread and max_points else None,
        rows=[_row(grade, person) for grade, person in zip(grades, people, strict=True)],
        person=dict(zip((grade.student for grade in grades), people, strict=True)),
        functions=numbers.function_rates(grades),
        checks=numbers.check_rates(grades),
        misconceptions=numbers.common_misconceptions(grades),
        in_need=numbers.in_need(grades),
        rule=numbers.HELP_RULE,
        ungraded=_ungraded(grades, people),
        absent=numbers.in_state(grades, GradeState.NOT_SUBMITTED),
        undecided=[grade for grade in grades if grade.to_decide],
        alike=alike,
        whom=whom,
    )


def _people(students: Sequence[Student], links: Sequence[str]) -> list[Person]:
    namesakes = Counter(student.name for student in students)
    return [
        Person(
            name=student.name,
            which=(student.email or student.student_id or student.login)
            if namesakes[student.name] > 1
            else "",
            href=link,
        )
        for student, link in zip(students, links, strict=True)
    ]


def _row(grade: Grade, person: Person) -> Row:
    verdict = first_verdict(grade.result) if grade.result else None
    return Row(
        person=person,
        grade=grade,
        state=STATES[grade.state],
        verdict=verdict.replace("_", " ") if verdict else "",
        trouble=one_line(grade.result) if grade.result else "",
    )


def _ungraded(grades: Sequence[Grade], people: Sequence[Person]) -> list[Ungraded]:
    found: dict[str, list[tuple[Grade, Person]]] = {}
    for grade, person in zip(grades, people, strict=True):
        if grade.state is GradeState.UNGRADED:
            found.setdefault(_reason(grade), []).append((grade, person))
    return [
        Ungraded(
            people=tuple(person for _, person in theirs),
            reason=reason,
            details=_grader_says(theirs[0][0].result),
        )
        for reason, theirs in found.items()
    ]


def _reason(grade: Grade) -> str:
    if grade.result and not grade.result.is_graded:
        return one_line(grade.result)
    return grade.remarks[0] if grade.remarks else "The gradebook does not say why."


def _grader_says(result: Result | None) -> str:
    if result is None:
        return ""
    errors = [
        f"{check.check.name}\n{check.outcome.message}"
        for check in result.checks
        if check.outcome.verdict is Verdict.GRADER_ERROR
    ]
    return "\n\n".join([result.failure, *errors] if result.failure else errors)
