"""The command that hands grades on: `export`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from autograder.checking.rendering import printable
from autograder.cli.common import EXIT_UNGRADED, demand_no_database, gradebook_option
from autograder.commands import demand_submissions, load_grades
from autograder.course import Course
from autograder.records import Assignment
from autograder.reports.canvas import canvas_csv
from autograder.reports.exports import Export, Summary
from autograder.reports.gradescope_scores import gradescope_scores_csv
from autograder.reports.moodle import moodle_csv
from autograder.reports.plain import plain_csv
from autograder.whole_files import write_whole

_FORMATS = ("canvas", "moodle", "gradescope", "plain")
_TEMPLATES = {
    "canvas": "the gradebook that Canvas exported (Grades, Export)",
    "moodle": "the assignment's grading worksheet from Moodle",
}


@click.command()
@click.argument("platform", metavar="FORMAT", type=click.Choice(_FORMATS))
@click.argument("assignment")
@gradebook_option
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="For canvas and moodle: the file that the platform exported.",
)
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@click.option("--column", default="", help="For canvas and moodle: the column for the points.")
@click.option("--new-column", is_flag=True, help="For canvas: make a new assignment there.")
@click.option("--time-column", default="", help="For moodle: the column for the time of grading.")
@click.pass_obj
def export(
    folder: Path | None,
    platform: str,
    assignment: str,
    out: Path,
    template: Path | None,
    target: Path,
    column: str,
    new_column: bool,
    time_column: str,
) -> None:
    """Write an assignment's grades for a platform; FORMAT is canvas, moodle, gradescope or plain.

    Exit status: 0 all written or listed; 1 bad input; 3 someone is ungraded.

    \b
    Example:
      autograder export canvas hw4_convolution --out graded --template canvas.csv --to import.csv
      autograder export plain hw4_convolution --out graded --to grades.csv
    """
    if platform in _TEMPLATES and template is None:
        raise click.UsageError(f"{platform} needs --template: {_TEMPLATES[platform]}.")
    if platform not in _TEMPLATES and template is not None:
        raise click.UsageError(f"{platform} takes no --template.")
    if column and platform not in _TEMPLATES:
        raise click.UsageError("--column goes with canvas and moodle.")
    if new_column and platform != "canvas":
        raise click.UsageError("--new-column goes with canvas.")
    if time_column and platform != "moodle":
        raise click.UsageError("--time-column goes with moodle.")
    if template is not None and target.exists() and target.samefile(template):
        raise click.UsageError("--to is the template; give another file, and keep that one.")
    demand_no_database(target)
    course = Course.find(folder)
    week = course.assignment(assignment)
    loaded = load_grades(course, assignment, out)
    demand_submissions(loaded, assignment, out)
    data = template.read_bytes() if template is not None else b""
    match platform:
        case "canvas":
            titles = _titles(week)
            made = canvas_csv(loaded, data, titles, column=column, new_column=new_column)
        case "moodle":
            now = dt.datetime.now().astimezone()
            made = moodle_csv(loaded, data, now, grade_column=column, time_column=time_column)
        case "gradescope":
            made = gradescope_scores_csv(loaded)
        case _:
            made = plain_csv(loaded)
    write_whole(target, made.data)
    _print_summary(made, target)
    if made.summary.ungraded:
        sys.exit(EXIT_UNGRADED)


COMMANDS = (export,)


def _titles(week: Assignment) -> Sequence[str]:
    """What a platform may call an assignment: its title and name, whole or up to the topic."""
    return (week.title, week.name, week.title.split(":")[0], week.name.split("_")[0])


def _print_summary(made: Export, target: Path) -> None:
    """Who got a grade, on standard output; who did not, and what else to know, on the other."""
    summary = made.summary
    click.echo(f"{_count(summary.written)} written to {target}.")
    for line in _lines(summary):
        click.echo(printable(line), err=True)


def _lines(summary: Summary) -> list[str]:
    return [
        *(f"Replaced: {name}: {points}" for name, points in summary.replaced),
        *(f"Not written: {name}: {reason}." for name, reason in summary.not_written),
        *(f"Without a grade, left as it is: {name}" for name in summary.without_grade),
        *(f"Ungraded, left empty: {name}" for name in summary.ungraded),
        *summary.notes,
    ]


def _count(number: int) -> str:
    return f"{number} grade{'s' * (number != 1)}"
