"""The commands that grade: `grade`, and `doctor`, which says whether this machine may."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click
from rich.table import Table

from autograder.checking.rendering import printable
from autograder.cli.closing import closing_lines, closing_summary
from autograder.cli.common import (
    EXIT_BAD_INPUT,
    EXIT_INTERRUPTED,
    EXIT_UNGRADED,
    ClusterOptions,
    cluster_options,
    data_dir_option,
    device_option,
    make_console,
    make_progress,
    say_beside,
    with_data_dir,
    workers_option,
)
from autograder.commands import (
    SCHEDULE_FILE,
    find_week,
    grade_class,
    gradebook_in,
    keep_class,
    kept_jobs,
    load_grades,
    read_term,
    write_pages,
)
from autograder.course import Course, CourseError
from autograder.grading.examiner import WallError
from autograder.grading.pool import Engine, LocalProcesses
from autograder.intake.roster import read_roster
from autograder.intake.taking_in import Intake, opened_class
from autograder.intake.times import read_times
from autograder.records import Assignment, Grade, GradeState, Result
from autograder.reports.gradescope import file_name
from autograder.reports.table import Line, class_table, line_of
from autograder.sandbox.layers import PROMISES, Layer, in_force, is_protected


@click.command()
@click.argument("assignment")
@click.argument("submissions", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where gradebook.sqlite, results/ and report/ go; a second run there grades only what is "
    "new.",
)
@click.option(
    "--roster",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV of the course's people, so that who handed in nothing is known.",
)
@click.option(
    "--times",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Moodle's grading worksheet, which has the times that Moodle's download lacks.",
)
@workers_option
@cluster_options
@device_option
@data_dir_option
@click.option("--trust-submissions", is_flag=True, help="Grade even where the wall has gaps.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print a summary as JSON, for scripts.")
@click.pass_obj
def grade(
    folder: Path | None,
    assignment: str,
    submissions: Path,
    out: Path,
    roster: Path | None,
    times: Path | None,
    workers: int,
    cluster: ClusterOptions,
    device: str,
    data_dir: Path | None,
    trust_submissions: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Grade a class.

    SUBMISSIONS is a folder with one folder or file per student, a zip of it, or what Gradescope,
    Canvas or Moodle gives as download of all submissions.

    Exit status: 0 all graded; 1 bad input; 3 a submission is ungraded, because the grader itself
    failed on it.

    \b
    Example:
      autograder grade hw4_convolution canvas.zip --out graded --roster people.csv
    """
    course = Course.find(folder)
    week = with_data_dir(course.assignment(assignment), course, data_dir)
    people = read_roster(roster) if roster else None
    submitted = read_times(times, _zone(course)) if times else None
    device = cluster.device(device, week)
    lines: dict[str, Line] = {}
    progress = make_progress(quiet or as_json)
    engine = cluster.engine(workers, say_beside(progress))
    schedule = find_week(course, assignment)
    try:
        with engine:
            with opened_class(submissions, week, people, schedule, submitted) as opened:
                required = required_layers(week, device, engine, trusted=trust_submissions)
                taken = keep_class(opened, out, people.students if people else ())
            jobs = kept_jobs(course, week, out, taken, required, device)
            with progress:
                task = progress.add_task(week.name, total=len(taken.submissions))

                def seen(result: Result) -> None:
                    lines[result.student] = line_of(result)
                    progress.advance(task)

                grade_class(jobs, out, engine, seen)
    except KeyboardInterrupt:
        click.echo(f"\nStopped. What is graded is in {out}; run again to go on.", err=True)
        sys.exit(EXIT_INTERRUPTED)
    report = None
    if lines or people:
        report = write_pages(course, week, out).report
    if taken.absent:
        taken = _without_those_in_the_gradebook(taken, load_grades(course, week.name, out))
    ordered = [lines[submission.student] for submission in taken.submissions]
    if as_json:
        click.echo(json.dumps(_summary(week, ordered, taken, out, report), indent=1))
    elif not quiet:
        _print_class(ordered, taken, out, report)
    ungraded = [line for line in ordered if line.score is None]
    for line in ungraded:
        click.echo(f"Ungraded: {printable(line.student)}: {line.trouble}", err=True)
    if ungraded:
        sys.exit(EXIT_UNGRADED)


@click.command()
@click.pass_obj
def doctor(folder: Path | None) -> None:
    """Print which layers of the wall this machine gives.

    \b
    Example:
      autograder doctor
    """
    console = make_console()
    course = Course.find(folder)
    names = course.assignment_names()
    if not names:
        raise CourseError(f"{course.root} has no assignment to try the wall with.")
    with LocalProcesses(1) as engine:
        layers = engine.layers(course.assignment(names[0]), "cpu")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in ("Layer", "In force", "With it, a submission"):
        table.add_column(column, overflow="fold")
    for layer, reason in layers.items():
        table.add_row(layer, f"no: {reason}" if reason else "yes", PROMISES[layer])
    console.print(table)
    if is_protected(in_force(layers)):
        console.print("\nThis machine is protected: it may grade submissions of strangers.")
    else:
        console.print(f"\n{_unprotected(layers)}")
        sys.exit(EXIT_BAD_INPUT)


COMMANDS = (grade, doctor)


def required_layers(
    week: Assignment, device: str, engine: Engine, *, trusted: bool
) -> frozenset[Layer]:
    """The layers that every sandbox must have, as jobs find them where they are run.

    Args:
        week: what is graded.
        device: what networks are trained on.
        engine: runs the jobs.
        trusted: whether submissions may be graded where the wall has gaps.

    Raises:
        WallError: it does not give enough to grade submissions that are not trusted.
    """
    if trusted:
        return frozenset()
    layers = engine.layers(week, device)
    if not is_protected(in_force(layers)):
        raise WallError(
            f"{_unprotected(layers)} Grade elsewhere, or, if you trust every submission with "
            "your files, add --trust-submissions."
        )
    return in_force(layers)


def _zone(course: Course) -> dt.tzinfo:
    """What times without a zone of their own are meant in."""
    term = read_term(course)
    if term is None:
        raise CourseError(
            f"{course.root} has no {SCHEDULE_FILE}, so nothing says which time zone --times is in."
        )
    return term.zone


def _unprotected(layers: Mapping[Layer, str]) -> str:
    gaps = "; ".join(f"{layer} ({reason})" for layer, reason in layers.items() if reason)
    return f"This machine is not protected; missing: {gaps}."


def _without_those_in_the_gradebook(taken: Intake, grades: Sequence[Grade]) -> Intake:
    """Who is absent here may have handed in elsewhere, in a download that was graded before."""
    absent = {grade.student for grade in grades if grade.state is GradeState.NOT_SUBMITTED}
    return replace(taken, absent=tuple(one for one in taken.absent if one in absent))


def _summary(
    week: Assignment, lines: Sequence[Line], taken: Intake, out: Path, report: Path | None
) -> dict[str, object]:
    return {
        "assignment": week.name,
        "submissions": [
            {
                "student": line.student,
                "score": line.score,
                "max_score": line.max_score,
                "trouble": line.trouble,
                "verdict": line.verdict or "passed",
                "results": str(out / "results" / file_name(line.student)),
            }
            for line in lines
        ],
        "report": str(report) if report else None,
        "ungraded": [line.student for line in lines if line.score is None],
        **closing_summary(taken),
    }


def _print_class(lines: Sequence[Line], taken: Intake, out: Path, report: Path | None) -> None:
    console = make_console()
    console.print(class_table(lines))
    graded = [line.score for line in lines if line.score is not None]
    mean = f", mean {sum(graded) / len(graded):.1f}" if graded else ""
    console.print(f"\n{len(graded)} of {len(lines)} submissions graded{mean}.")
    for line in closing_lines(taken):
        console.print(line, markup=False, soft_wrap=True)
    console.print(f"Gradebook: {gradebook_in(out)}", markup=False, soft_wrap=True)
    console.print(f"Results:   {out / 'results'}", markup=False, soft_wrap=True)
    if report:
        console.print(f"Report:    {report}", markup=False, soft_wrap=True)
