"""The command that makes pages of a gradebook: `report`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.common import gradebook_option
from autograder.commands import write_pages
from autograder.course import Course


@click.command()
@click.argument("assignment")
@gradebook_option
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.pass_obj
def report(folder: Path | None, assignment: str, out: Path, quiet: bool) -> None:
    """Write the class report, and a feedback page for each student, anew.

    OUT/report/index.html is for those who teach; each page in OUT/report/feedback, as HTML and as
    Markdown, is for one student. `grade`, `regrade` and `adjust` write them, too; this is for what
    changes them besides, such as another date in course.toml.

    \b
    Example:
      autograder report hw4_convolution --out graded
    """
    course = Course.find(folder)
    written = write_pages(course, course.assignment(assignment), out, must_be_handed_in=True)
    if not quiet:
        click.echo(f"Report:   {written.report}")
        click.echo(f"Feedback: {written.feedback}, {_counted(written.students, 'student')}")
        if written.removed:
            click.echo(f"Removed:  {_counted(written.removed, 'page')} of an earlier report.")


COMMANDS = (report,)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
