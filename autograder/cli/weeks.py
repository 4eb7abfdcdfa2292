"""The commands that make weeks: `new`, `author`, `verify` and `mutate`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from autograder.authoring.generate import check_generated, generate
from autograder.authoring.new_week import NewWeek, new_week
from autograder.cli.common import (
    EXIT_BAD_INPUT,
    make_console,
    make_progress,
    workers_option,
)
from autograder.commands import SCHEDULE_FILE
from autograder.course import Course
from autograder.verification.command import verify_assignment
from autograder.verification.mutation import try_mutants


@click.command()
@click.argument("name")
@click.pass_obj
def new(folder: Path | None, name: str) -> None:
    """Write a new week, small but sound, to start from; NAME is as in hw7_my_topic.

    Nothing that exists is changed.

    \b
    Example:
      autograder new hw7_my_topic
    """
    course = Course.find(folder)
    click.echo(_what_next(course, new_week(course, name), dt.date.today()))


@click.command()
@click.argument("assignments", nargs=-1)
@click.option("--check", is_flag=True, help="Change nothing; fail if a generated file is stale.")
@click.pass_obj
def author(folder: Path | None, assignments: tuple[str, ...], check: bool) -> None:
    """Generate starter_code/ from assignments/ and solutions/.

    \b
    Example:
      autograder author hw4_convolution
    """
    course = Course.find(folder)
    for name in assignments or course.assignment_names():
        target = course.root / "starter_code" / name
        if check:
            check_generated(course.assignment(name), target)
        else:
            generate(course.assignment(name), target)
        click.echo(f"{target}: {'up to date' if check else 'generated'}")


@click.command()
@click.argument("assignments", nargs=-1)
@click.option(
    "--secrets",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many course secrets to try right solutions under; others, under 3 at most.",
)
@workers_option
@click.pass_obj
def verify(folder: Path | None, assignments: tuple[str, ...], secrets: int, workers: int) -> None:
    """Grade a week's own solutions: right ones, wrong ones, and those that know nothing.

    Exit status 1 if one of them does not get what it must.

    \b
    Example:
      autograder verify hw4_convolution --secrets 20
    """
    console = make_console()
    course = Course.find(folder)
    sound = True
    for name in assignments or course.assignment_names():
        week = course.assignment(name)
        with make_progress(silent=False) as progress:
            verification = verify_assignment(course, week, secrets, workers, progress)
        console.print(verification.table())
        console.print(verification.verdict)
        sound = sound and verification.is_sound
    if not sound:
        sys.exit(EXIT_BAD_INPUT)


@click.command()
@click.argument("assignments", nargs=-1)
@workers_option
@click.pass_obj
def mutate(folder: Path | None, assignments: tuple[str, ...], workers: int) -> None:
    """Change the reference in small ways, and count what no hidden check notices.

    Exit status 1 if more than 2 in 100 survive that are not listed as equivalent.

    \b
    Example:
      autograder mutate hw4_convolution
    """
    console = make_console()
    course = Course.find(folder)
    sound = True
    for name in assignments or course.assignment_names():
        with make_progress(silent=False) as progress:
            report = try_mutants(course, course.assignment(name), workers, progress)
        console.print(report.table())
        for mutant in report.survivors:
            lines = f"{mutant.function}: {mutant.before}\n    became {mutant.after}"
            console.print(f"Survived in {lines}", markup=False, soft_wrap=True)
        for entry in report.unused:
            console.print(f"Listed as equivalent, but no survivor: {entry}", markup=False)
        sound = sound and report.is_sound
    if not sound:
        sys.exit(EXIT_BAD_INPUT)


COMMANDS = (new, author, verify, mutate)


def _what_next(course: Course, week: NewWeek, today: dt.date) -> str:
    """What was written, and what to do with it."""
    name, module = week.assignment.name, week.assignment.module
    what = (
        "settings, handout, notebook, visible checks",
        f"the reference {module}.py, and right, wrong and vacuous submissions",
        "the hidden checks and their cases",
        "generated: what students get",
    )
    places = [f"{path.relative_to(course.root)}/" for path in week.folders]
    width = max(map(len, places))
    pairs = zip(places, what, strict=True)
    return "\n".join(
        [
            f"{name} is written:",
            *(f"  {place:<{width}}  {words}" for place, words in pairs),
            "",
            "It is sound as it is. Put your problems in the place of its own, and after a change:",
            f"  autograder author {name}   # generates the starter code anew",
            f"  autograder verify {name}   # tries the week on its solutions",
            f"  autograder mutate {name}   # looks for mistakes that no hidden check notices",
            "The autograder's docs/tutorial.md adds a problem step by step.",
            "",
            f"Add to {SCHEDULE_FILE}, with your own dates:",
            "",
            *_lines_of_schedule(course, week, today),
        ]
    )


def _lines_of_schedule(course: Course, week: NewWeek, today: dt.date) -> list[str]:
    """The lines that give the week its place in the term, from the next Saturday on."""
    saturday = today + dt.timedelta(days=7 - (today.weekday() - 5) % 7)
    lines = [
        f"[weeks.{week.assignment.name}]",
        f"release = {saturday}T09:00:00",
        f"due = {saturday + dt.timedelta(weeks=2)}T03:00:00",
        f"points = {week.points:g}",
    ]
    if (course.root / SCHEDULE_FILE).exists():
        return lines
    return ['name = "The name of your course"', 'time_zone = "Europe/Berlin"', "", *lines]
