"""The commands about a week's points: `grades`, and `adjust`, which changes them by hand."""

from __future__ import annotations

import getpass
import json
import math
import os
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from autograder.cli.common import gradebook_option, json_option, make_console
from autograder.commands import find_week, gradebook_in, known_versions, write_pages
from autograder.course import Course
from autograder.gradebook.adjustments import AdjustmentKind, standing
from autograder.gradebook.grades import Member, class_of
from autograder.gradebook.grades import grades as grades_of
from autograder.gradebook.results import is_present
from autograder.gradebook.store import Gradebook
from autograder.people import PersonError, Roll, choose, describe
from autograder.records import Grade, Versions
from autograder.reports.table import grades_table


@click.command()
@click.argument("assignment")
@gradebook_option
@json_option
@click.pass_obj
def grades(folder: Path | None, assignment: str, out: Path, as_json: bool) -> None:
    """Print a week's grades: scores in course.toml's points, lateness and adjustments included.

    Who is on the roster and handed in nothing has 0 points; who is ungraded has none yet.

    \b
    Example:
      autograder grades hw4_convolution --out graded
    """
    course = Course.find(folder)
    name = course.assignment(assignment).name
    week, present = find_week(course, name), known_versions(course, name)
    with Gradebook.read(gradebook_in(out)) as book:
        found = grades_of(book, name, week, present)
    if as_json:
        click.echo(json.dumps([grade_as_json(grade, present) for grade in found], indent=1))
        return
    console = make_console()
    console.print(grades_table(found))
    console.print(f"\n{_summary(found)}")
    outdated = sum(_is_outdated(grade, present) for grade in found)
    if outdated:
        console.print(
            f"{outdated} {'rests' if outdated == 1 else 'rest'} on checks or an engine that have "
            f"changed since; what is different now, says "
            f"autograder regrade {name} --out {out} --dry-run",
            markup=False,
            soft_wrap=True,
        )


@click.command(context_settings={"ignore_unknown_options": True})  # -5 is no option
@click.argument("assignment")
@click.argument("student")
@click.argument("points")
@click.option("--reason", required=True, help="Why; the student is told.")
@gradebook_option
@click.pass_obj
def adjust(
    folder: Path | None, assignment: str, student: str, points: str, reason: str, out: Path
) -> None:
    """Change one student's points of a week by hand.

    STUDENT is a name, an email address, a number, or a submission's name. POINTS is 80 to set
    them to 80, +5 or -5 to add or take away, and revoke to take back the last adjustment that
    stands. Adding ends at the week's points and taking away at 0; setting does not.

    \b
    Example:
      autograder adjust hw4_convolution "Ada Sample" +5 --reason "found a mistake" --out graded
    """
    course = Course.find(folder)
    assigned = course.assignment(assignment)
    name = assigned.name
    kind, amount = _parse(points)
    if not reason.strip():
        raise click.UsageError("--reason is empty; say why.")
    week, present = find_week(course, name), known_versions(course, name)
    with Gradebook.open(gradebook_in(out), make=False) as book:
        members = class_of(book, name)
        chosen = choose(student, [(member.person, member.keys) for member in members])
        member, before = members[chosen], grades_of(book, name, week, present)[chosen]
        _assert_alone(member, members)
        adjustment = book.adjustments.add(
            name,
            member.person,
            kind,
            amount,
            reason=" ".join(reason.split()),
            made_by=_login_name(),
            revokes=_last_standing(member, name) if kind is AdjustmentKind.REVOKE else None,
        )
        after = grades_of(book, name, week, present)[chosen]
    click.echo(
        f"{describe(member.person, member.keys)}, {name}: {adjustment.effect}; "
        f"{_points(before)} → {_points(after)}."
    )
    if kind is AdjustmentKind.ADD and before.points == after.points:
        click.echo(
            "The grade is as it was: what is added or taken leaves it between 0 and the week's "
            "points. A number without a sign sets it."
        )
    write_pages(course, assigned, out)


COMMANDS = (grades, adjust)


def grade_as_json(grade: Grade, present: Collection[Versions]) -> dict[str, object]:
    """A grade for scripts."""
    result = grade.result
    return {
        "student": asdict(grade.student),
        "assignment": grade.assignment,
        "state": grade.state.value,
        "points": grade.points,
        "max_points": grade.max_points,
        "remarks": grade.remarks,
        "to_decide": grade.to_decide,
        "submitted": grade.submitted.isoformat() if grade.submitted else None,
        "score": result.score if result else None,
        "max_score": result.max_score if result else None,
        "versions": vars(result.versions) if result else None,
        "outdated": _is_outdated(grade, present),
    }


def _is_outdated(grade: Grade, present: Collection[Versions]) -> bool:
    """Whether it rests on other checks, another engine or another secret than are here now."""
    return bool(grade.result and present and not is_present(grade.result, present))


def _summary(found: Sequence[Grade]) -> str:
    states = Counter(grade.state for grade in found)
    counted = ", ".join(f"{n} {state.replace('_', ' ')}" for state, n in states.items())
    points = [grade.points for grade in found if grade.points is not None]
    mean = f"; mean {sum(points) / len(points):.1f}" if points else ""
    return f"{counted}{mean}." if found else "The gradebook has nothing of this week."


def _parse(points: str) -> tuple[AdjustmentKind, float | None]:
    """What POINTS means.

    Raises:
        click.BadParameter: nothing.
    """
    text = points.strip().replace("−", "-")
    if text == "revoke":
        return AdjustmentKind.REVOKE, None
    if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text) and math.isfinite(float(text)):
        kind = AdjustmentKind.ADD if text[0] in "+-" else AdjustmentKind.SET
        return kind, float(text)
    raise click.BadParameter(
        f"{points!r} is none of 80 (sets the points), +5, -5 and revoke.", param_hint="POINTS"
    )


def _last_standing(member: Member, assignment: str) -> int:
    """The adjustment that a revocation takes back."""
    valid = standing(member.adjustments)
    if not valid:
        raise PersonError(f"{member.person.name} has no adjustment of {assignment} to take back.")
    return valid[-1].id


def _assert_alone(member: Member, members: Sequence[Member]) -> None:
    """That an adjustment will be found again as this person's."""
    if Roll(other.person for other in members).find(member.person) is None:
        raise PersonError(
            f"Several people are called {member.person.name}, and nothing tells them apart; "
            "take them in with a roster that has their numbers or addresses."
        )


def _points(grade: Grade) -> str:
    return (
        "ungraded" if grade.points is None else f"{grade.points:g} of {grade.max_points:g} points"
    )


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return str(os.getuid())
