"""The command `gradescope`: a week as Gradescope's autograder."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from autograder.cli.common import demand_no_database
from autograder.course import Course
from autograder.gradescope.archive import make_autograder
from autograder.grading.checks import collect_checks
from autograder.records import Assignment
from autograder.whole_files import write_whole

# What grading takes besides the submission's own memory: 115 measured for hw4, 1082 for hw5.
_MEGABYTES, _MEGABYTES_WITH_TORCH = 150, 1200


@click.command()
@click.argument("assignment")
@click.option(
    "--to",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The zip to write.  [default: gradescope-WEEK.zip here]",
)
@click.option(
    "--minutes",
    type=click.IntRange(2, 40),
    default=10,
    show_default=True,
    help="The time limit that you set in Gradescope; without a result by then, it shows nothing.",
)
@click.option(
    "--index",
    default="",
    help="Where pip looks besides its own index, such as that of PyTorch's small builds for CPUs.",
)
@click.pass_obj
def gradescope(
    folder: Path | None, assignment: str, path: Path | None, minutes: int, index: str
) -> None:
    """Write the zip that makes Gradescope grade a week; docs/gradescope.md says the rest.

    It holds the reference, the hidden checks and the course's secret.

    \b
    Example:
      autograder gradescope hw4_convolution --to hw4.zip
    """
    course = Course.find(folder)
    week = course.assignment(assignment)
    path = path or Path(f"gradescope-{week.name}.zip")
    demand_no_database(path)
    points = sum(check.description.points for check in collect_checks(week))
    data = make_autograder(course, week, minutes * 60, index)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data, mode=0o600)
    click.echo(f"{path}, {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")
    click.echo(
        f"In Gradescope: {points:g} autograder points, a time limit of {minutes} minutes, and a "
        f"container of {_megabytes(week)} MB or more."
    )
    click.echo("The zip holds the reference, the hidden checks and the course's secret.")
    if minutes * 60 < 2 * week.limits.submission_wall_seconds:
        click.echo(
            f"A submission may take {week.limits.submission_wall_seconds:g} s by itself, and half "
            "a processor doubles the rest: take more --minutes, or some will not be graded.",
            err=True,
        )


COMMANDS = (gradescope,)


def _megabytes(week: Assignment) -> int:
    """What grading one submission takes when it fills all the memory that it may."""
    ours = _MEGABYTES_WITH_TORCH if "torch" in week.libraries else _MEGABYTES
    return week.limits.memory_megabytes + ours
