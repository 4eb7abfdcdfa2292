"""The command `history`: the story of a grade."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from autograder.checking.rendering import printable
from autograder.cli.common import gradebook_option, json_option, make_console
from autograder.cli.gradebook import grade_as_json
from autograder.commands import find_week, gradebook_in, known_versions, read_term
from autograder.course import Course
from autograder.gradebook.grades import class_of, grades
from autograder.gradebook.history import Event, EventKind
from autograder.gradebook.history import history as history_of
from autograder.gradebook.store import Gradebook
from autograder.people import PersonError, agree, choose, describe, matching
from autograder.records import Grade, Student

_TIME = "%Y-%m-%d %H:%M %Z"
_SHORT = 8
"""Characters of a version that are shown."""


@click.command()
@click.argument("student")
@click.argument("assignment", required=False)
@gradebook_option
@json_option
@click.pass_obj
def history(
    folder: Path | None, student: str, assignment: str | None, out: Path, as_json: bool
) -> None:
    """Tell the story of a student's grades: handed in, graded, adjusted, regraded.

    STUDENT is a name, an email address, a number, or a submission's name. Without ASSIGNMENT, all
    weeks are told.

    \b
    Example:
      autograder history "Ada Sample" --out graded
    """
    course = Course.find(folder)
    term = read_term(course)
    stories = []
    with Gradebook.read(gradebook_in(out)) as book:
        names = [course.assignment(assignment).name] if assignment else book.assignments()
        for name, place in _places(book, names, student):
            present = known_versions(course, name)
            grade = grades(book, name, find_week(course, name), present)[place]
            member = class_of(book, name)[place]
            told = history_of(book, name, member, present)
            stories.append((grade, told, describe(member.person, member.keys), present))
    if as_json:
        content = [
            {"grade": grade_as_json(grade, present), "events": [_as_json(one) for one in events]}
            for grade, events, _, present in stories
        ]
        click.echo(json.dumps(content, indent=1))
        return
    console = make_console()
    for grade, events, who, _ in stories:
        console.print(f"{who}, {grade.assignment}: {_today(grade)}", markup=False, style="bold")
        console.print(_table(events, term.zone if term else dt.UTC))
        console.print()
    console.print("• is what the grade of today rests on.", style="dim")


COMMANDS = (history,)


def _places(book: Gradebook, weeks: Sequence[str], wanted: str) -> Iterator[tuple[str, int]]:
    """The weeks in which someone is known, with the place in `class_of`.

    Raises:
        PersonError: nobody is meant, or not only one person.
    """
    classes = {
        name: [(member.person, member.keys) for member in class_of(book, name)] for name in weeks
    }
    if not any(matching(wanted, people) for people in classes.values()):
        choose(wanted, [one for people in classes.values() for one in people])
    found: list[Student] = []
    for name, people in classes.items():
        if not matching(wanted, people):
            continue
        place = choose(wanted, people)
        # Moodle counts participants in each assignment anew.
        person = replace(people[place][0], moodle_id="")
        if any(agree(person, other) is False for other in found):
            candidates = "; ".join(describe(other, ()) for other in [*found, person])
            raise PersonError(
                f"{printable(wanted)!r} is not the same person in every week: {candidates}. "
                "Say which by an email address or a number, or name the week."
            )
        found.append(person)
        yield name, place


def _table(events: Sequence[Event], zone: dt.tzinfo) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", expand=True)
    table.add_column("")
    table.add_column("When", no_wrap=True)
    table.add_column("What", no_wrap=True)
    table.add_column("", overflow="fold", ratio=1)
    for event in events:
        lines = [event.words, *event.details]
        if event.by:
            lines.append(f"by {event.by}")
        if event.versions:
            versions = vars(event.versions).items()
            lines.append(", ".join(f"{name} {value[:_SHORT]}" for name, value in versions))
        elif event.kind is EventKind.HANDED_IN:
            lines.append(f"submission {event.submission[:_SHORT]}")
        text = Text("\n".join(printable(line) for line in lines))
        table.add_row(
            "•" if event.counts else "",
            f"{event.time.astimezone(zone):{_TIME}}",
            event.kind.replace("_", " "),
            text,
        )
    return table


def _today(grade: Grade) -> str:
    state = grade.state.replace("_", " ")
    points = "" if grade.points is None else f", {grade.points:g} of {grade.max_points:g} points"
    remarks = "".join(f"; {remark}" for remark in grade.remarks)
    return f"{state}{points}{remarks}"


def _as_json(event: Event) -> dict[str, object]:
    return {
        **vars(event),
        "time": event.time.isoformat(),
        "kind": event.kind.value,
        "versions": vars(event.versions) if event.versions else None,
    }
