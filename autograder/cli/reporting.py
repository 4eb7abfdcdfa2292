"""The command that makes pages of a gradebook: `report`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.common import SCHEDULE_FILE
from autograder.course import Course, CourseError
from autograder.gradebook.store import Gradebook
from autograder.records import Assignment, Grade
from autograder.reports.pages.write import write_report
from autograder.schedule import read_schedule


@click.command()
@click.argument("assignment")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder with the gradebook; the pages go to its folder report/.",
)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.pass_obj
def report(folder: Path | None, assignment: str, out: Path, quiet: bool) -> None:
    """Write the class report, and a feedback page for each student.

    OUT/report/index.html is for those who teach; each page in OUT/report/feedback, as HTML and as
    Markdown, is for one student.

    \b
    Example:
      autograder grade hw4_convolution submissions --out graded
      autograder report hw4_convolution --out graded
    """
    course = Course.find(folder)
    week = course.assignment(assignment)
    grades = load_grades(course, week, out)
    if not grades:
        raise CourseError(f"{out} has no grade for {week.name}; grade it first.")
    written = write_report(week.title, grades, out / "report")
    if not quiet:
        click.echo(f"Report:   {written.report}")
        click.echo(f"Feedback: {written.feedback}, {_counted(written.students, 'student')}")
        if written.removed:
            click.echo(f"Removed:  {_counted(written.removed, 'page')} of an earlier report.")


COMMANDS = (report,)


def load_grades(course: Course, assignment: Assignment, out: Path) -> tuple[Grade, ...]:
    """The grades of a class, as the gradebook in `out` and the term's policies give them.

    Raises:
        CourseError: there is no gradebook.
    """
    path = out / "gradebook.sqlite"
    if not path.is_file():
        raise CourseError(
            f"There is no gradebook in {out}; make one with: "
            f"autograder grade {assignment.name} SUBMISSIONS --out {out}"
        )
    # The gradebook's own part of this; at the top as soon as it is there.
    from autograder.gradebook.grades import grades  # type: ignore

    schedule = course.root / SCHEDULE_FILE
    weeks = read_schedule(schedule).weeks if schedule.exists() else ()
    week = next((week for week in weeks if week.name == assignment.name), None)
    with Gradebook.open(path) as gradebook:
        return tuple(grades(gradebook, week, assignment))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
