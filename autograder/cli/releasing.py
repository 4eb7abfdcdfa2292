"""The commands of the term: `schedule` and `release`."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import click
from rich.table import Table

from autograder.cli.common import make_console, make_progress, workers_option
from autograder.cli.demands import without_option
from autograder.commands import SCHEDULE_FILE, read_term
from autograder.course import Course
from autograder.releasing.bundle import make_bundle
from autograder.releasing.release import prepare_release, write_bundle
from autograder.releasing.repository import commit_bundle, has_bundle
from autograder.schedule import Schedule, read_schedule
from autograder.verification.demands import Demand

_TIME = "%a %d %b %Y %H:%M %Z"


@click.command()
@click.pass_obj
def schedule(folder: Path | None) -> None:
    """Print the term: when each week is released and due, and what being late costs.

    \b
    Example:
      autograder schedule
    """
    course = Course.find(folder)
    term = read_schedule(course.root / SCHEDULE_FILE)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", title_justify="left")
    for name in ("Week", "Released", "Due", "Points", "Late", "Extensions"):
        # Where the terminal is narrow, times go on two lines.
        table.add_column(
            name,
            justify="right" if name == "Points" else "left",
            overflow="fold",
            no_wrap=name == "Week",
            min_width=len(name),
        )
    for week in term.weeks:
        table.add_row(
            week.name,
            f"{week.release:{_TIME}}",
            f"{week.due:{_TIME}}",
            f"{week.points:g}",
            str(week.late),
            str(len(week.extensions) or ""),
        )
    console = make_console()
    console.print(table)
    known = {week.name for week in term.weeks}
    for name in course.assignment_names():
        if name not in known:
            console.print(f"{name} is not in {SCHEDULE_FILE}.")


@click.command()
@click.argument("assignments", nargs=-1)
@click.option("--due-now", is_flag=True, help="Release what course.toml says is due for release.")
@click.option(
    "--at",
    "when",
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"]),
    help="With --due-now: as if it were then, in the course's time zone.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the zips go.  [default: releases/ in the course's folder]",
)
@click.option(
    "--into",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A public git repository that gets each week as a commit; pushing is yours.",
)
@without_option
@workers_option
@click.pass_obj
def release(
    folder: Path | None,
    assignments: tuple[str, ...],
    due_now: bool,
    when: dt.datetime | None,
    out: Path | None,
    into: Path | None,
    without: tuple[Demand, ...],
    workers: int,
) -> None:
    """Verify weeks, and write what students get of them.

    A week must meet all demands of `verify`. Nothing goes out before all weeks may: exit status 1,
    with the reasons, if one may not.

    \b
    Example:
      autograder release --due-now --into ../course-public
    """
    if bool(assignments) == due_now:
        raise click.UsageError("Name the weeks to release, or say --due-now.")
    if when is not None and not due_now:
        raise click.UsageError("--at goes with --due-now.")
    course = Course.find(folder)
    out = out or course.root / "releases"
    term = read_term(course, must_exist=due_now)
    if term is not None and due_now:
        names = _due(term, when)
        assignments = tuple(name for name in names if not _is_out(course, name, out, into))
        if not assignments:
            click.echo(f"Nothing to release: {len(names)} of {len(term.weeks)} weeks are out.")
    places = {week.name: week for week in term.weeks} if term else {}
    demands = [one for one in Demand if one not in without]
    ready = []
    for name in assignments:
        week = course.assignment(name)
        with make_progress(silent=False) as progress:
            ready.append(
                prepare_release(course, week, places.get(name), demands, workers, progress)
            )
    for one in ready:
        path = write_bundle(one, out)
        digest = hashlib.sha256(one.bundle).hexdigest()
        click.echo(f"{one.assignment.name}: {path}, {len(one.bundle)} bytes, sha256 {digest}")
        if into is not None and not has_bundle(into, one.assignment, one.bundle):
            commit = commit_bundle(into, one.assignment, one.bundle)
            click.echo(f"{one.assignment.name}: commit {commit} in {into}; push it from there.")


COMMANDS = (schedule, release)


def _due(term: Schedule, when: dt.datetime | None) -> list[str]:
    moment = when.replace(tzinfo=term.zone) if when else dt.datetime.now(term.zone)
    return [week.name for week in term.released(moment)]


def _is_out(course: Course, name: str, out: Path, into: Path | None) -> bool:
    """Whether these very bytes have been released before."""
    assignment = course.assignment(name)
    bundle, path = make_bundle(assignment), out / f"{name}.zip"
    is_written = path.is_file() and path.read_bytes() == bundle
    return is_written and (into is None or has_bundle(into, assignment, bundle))
