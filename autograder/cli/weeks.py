"""The commands that make weeks: `author`, `verify` and `mutate`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.authoring.generate import check_generated, generate
from autograder.cli.common import EXIT_BAD_INPUT, make_console, make_progress, workers_option
from autograder.course import Course
from autograder.verification.command import verify_assignment
from autograder.verification.mutation import try_mutants


@click.command()
@click.argument("assignments", nargs=-1)
@click.option("--check", is_flag=True, help="Change nothing; fail if a generated file is stale.")
@click.pass_obj
def author(folder: Path | None, assignments: tuple[str, ...], check: bool) -> None:
    """Generate starter_code/ from assignments/ and solutions/."""
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
    help="How many course secrets to try right solutions under; others, under 5 at most.",
)
@workers_option
@click.pass_obj
def verify(folder: Path | None, assignments: tuple[str, ...], secrets: int, workers: int) -> None:
    """Grade a week's own solutions: right ones, wrong ones, and those that know nothing.

    Exit status 1 if one of them does not get what it must.
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


COMMANDS = (author, verify, mutate)
