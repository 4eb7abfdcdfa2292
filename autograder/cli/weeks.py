"""The commands that make weeks: `new`, `author`, `verify` and `mutate`."""

from __future__ import annotations

import datetime as dt
import functools
import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.authoring.generate import check_generated, generate
from autograder.authoring.new_week import NewWeek, new_week
from autograder.cli.common import (
    EXIT_BAD_INPUT,
    make_console,
    make_progress,
    workers_option,
)
from autograder.cli.demands import demand_type, without_option
from autograder.commands import SCHEDULE_FILE
from autograder.course import Course
from autograder.releasing.bundle import make_bundle
from autograder.verification.command import verify_week
from autograder.verification.demands import Demand, Finding
from autograder.verification.mutation import try_mutants

_MOST_COMPLAINTS = 20


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
@click.option(
    "--only",
    type=demand_type,
    multiple=True,
    metavar="DEMAND",
    help="Try this alone: a word of the table's first column; may be given again.",
)
@without_option
@click.option("--details", is_flag=True, help="Print a row for each submission, too.")
@workers_option
@click.pass_obj
def verify(
    folder: Path | None,
    assignments: tuple[str, ...],
    secrets: int,
    only: tuple[Demand, ...],
    without: tuple[Demand, ...],
    details: bool,
    workers: int,
) -> None:
    """Try a week on its own solutions, for all that is demanded of it.

    Right solutions get full marks, the stub and those that know nothing get no points, wrong ones
    lose points and are diagnosed, mutants are noticed, nothing private is in the bundle, and the
    limits of time are generous. Exit status 1 if that is not so. Mutants take most of the time.

    \b
    Example:
      autograder verify hw4_convolution --without mutants --secrets 20
    """
    console = make_console()
    course = Course.find(folder)
    demands = [one for one in Demand if one in (only or Demand) and one not in without]
    if not demands:
        raise click.UsageError("--only and --without leave nothing to try.")
    sound = True
    for number, name in enumerate(assignments or course.assignment_names()):
        week = course.assignment(name)
        with make_progress(silent=False) as progress:
            verification = verify_week(
                *(course, week, make_bundle(week), demands, secrets, workers, progress),
                seen=functools.partial(_tell, name),
            )
        if number:
            console.print()
        if details:
            console.print(verification.details())
            console.print()
        console.print(verification.table())
        for finding in verification.findings:
            _complain(console, finding)
        console.print(verification.verdict, soft_wrap=True)
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


def _tell(week: str, finding: Finding) -> None:
    """Say how far it is where there is no progress bar."""
    if not sys.stderr.isatty():
        mark = "ok" if finding.is_met else "NOT ok"
        click.echo(f"{week}: {finding.demand}: {finding.found}: {mark}", err=True)


def _complain(console: Console, finding: Finding) -> None:
    """What is not as it must be; of very much, the beginning."""
    more = len(finding.complaints) - _MOST_COMPLAINTS
    lines = [*finding.complaints[:_MOST_COMPLAINTS], *([f"(and {more} more)"] if more > 0 else [])]
    for line in lines:
        console.print(f"{finding.demand}: {line}", markup=False, soft_wrap=True)


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
