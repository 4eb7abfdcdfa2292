"""The command `regrade`: who gains and who loses by a mended check, before it counts."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.checking.rendering import printable
from autograder.cli.common import (
    EXIT_BAD_INPUT,
    EXIT_INTERRUPTED,
    EXIT_UNGRADED,
    ClusterOptions,
    cluster_options,
    data_dir_option,
    device_option,
    gradebook_option,
    json_option,
    make_console,
    make_progress,
    say_beside,
    with_data_dir,
    workers_option,
)
from autograder.cli.grading import required_layers
from autograder.commands import Regrading, regrade_class, write_pages
from autograder.course import Course
from autograder.gradebook.changes import Change, signed
from autograder.records import Result
from autograder.reports.table import one_line


@click.command()
@click.argument("assignment")
@gradebook_option
@click.option("--yes", is_flag=True, help="Keep the results without asking.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@workers_option
@cluster_options
@device_option
@data_dir_option
@click.option("--trust-submissions", is_flag=True, help="Grade even where the wall has gaps.")
@json_option
@click.pass_obj
def regrade(
    folder: Path | None,
    assignment: str,
    out: Path,
    yes: bool,
    dry_run: bool,
    workers: int,
    cluster: ClusterOptions,
    device: str,
    data_dir: Path | None,
    trust_submissions: bool,
    as_json: bool,
) -> None:
    """Grade anew, from what the gradebook keeps, what was graded under other checks.

    Shows who gains and who loses before anything counts. Earlier results stay in the gradebook.
    With --json nobody is asked: say --yes or --dry-run.

    Exit status: 0 done, or nothing to do; 1 not agreed to; 3 the grader failed on a submission,
    which keeps the grade that it had.

    \b
    Example:
      autograder regrade hw4_convolution --out graded --dry-run
    """
    if yes and dry_run:
        raise click.UsageError("--yes and --dry-run contradict each other.")
    if as_json and not (yes or dry_run):
        raise click.UsageError("With --json nobody is asked; add --yes or --dry-run.")
    course = Course.find(folder)
    week = with_data_dir(course.assignment(assignment), course, data_dir)
    device = cluster.device(device, week)
    console = make_console()
    shown: list[Regrading] = []
    with make_progress(silent=as_json) as progress:
        task = progress.add_task(week.name, total=None)

        def agree(regrading: Regrading) -> bool:
            progress.stop()
            shown.append(regrading)
            if not as_json:
                _show(regrading, week.name, console)
            if dry_run or not regrading.changes:
                return False
            return yes or _asked()

        try:
            with cluster.engine(workers, say_beside(progress)) as engine:
                is_kept = regrade_class(
                    course,
                    week,
                    out,
                    engine=engine,
                    required_layers=required_layers(
                        week, device, engine, trusted=trust_submissions
                    ),
                    device=device,
                    progress=lambda done, of: progress.update(task, completed=done, total=of),
                    agree=agree,
                )
        except KeyboardInterrupt:
            click.echo("\nStopped. No grade is changed; run again to go on.", err=True)
            sys.exit(EXIT_INTERRUPTED)
    (regrading,) = shown
    # Also where nothing was left to do: a run that was killed may not have come this far.
    is_written = is_kept or not (dry_run or regrading.changes)
    report = write_pages(course, week, out).report if is_written else None
    if as_json:
        click.echo(json.dumps(_as_json(regrading, week.name, report), indent=1))
    elif report:
        if is_kept:
            console.print("Kept. The earlier results stay in the gradebook.")
        console.print(f"Report: {report}", markup=False, soft_wrap=True)
    elif regrading.changes:
        console.print("Nothing is kept: every grade is what it was.")
    for change in regrading.failed:
        trouble = one_line(change.after)
        click.echo(f"Not graded anew: {printable(change.names)}: {trouble}", err=True)
    if regrading.failed:
        sys.exit(EXIT_UNGRADED)
    if regrading.changes and not is_kept and not dry_run:
        sys.exit(EXIT_BAD_INPUT)


COMMANDS = (regrade,)


def _asked() -> bool:
    """Whether a person agrees; where nobody is there to be asked, nobody does."""
    try:
        return click.confirm("\nKeep these results?")
    except click.Abort:
        click.echo()
        return False


def _as_json(regrading: Regrading, name: str, report: Path | None) -> dict[str, object]:
    """For scripts; a report is written of what is kept."""
    return {
        "assignment": name,
        "kept": report is not None,
        "changes": [
            {
                "student": change.after.student,
                "names": change.names,
                "before": change.before.score if change.before else None,
                "after": change.after.score,
                "max_score": change.after.max_score,
                "gain": change.gain,
                "first_grade": change.is_first_grade,
                "checks": [
                    {
                        "check": one.label,
                        "title": one.check.title,
                        "before": one.before,
                        "after": one.after,
                        "points": one.points,
                    }
                    for one in change.checks
                ],
            }
            for change in regrading.changes
        ],
        "failed": [
            {"student": change.after.student, "trouble": one_line(change.after)}
            for change in regrading.failed
        ],
        "up_to_date": regrading.up_to_date,
        "without_files": list(regrading.without_files),
        "report": str(report) if report else None,
    }


def _show(regrading: Regrading, name: str, console: Console) -> None:
    changes = regrading.changes
    if regrading.without_files:
        names = ", ".join(printable(student) for student in regrading.without_files)
        console.print(
            f"The gradebook has no files of {names}: they were graded before it kept any. "
            f"`autograder grade {name} SUBMISSIONS` with their folder grades them.",
            markup=False,
            soft_wrap=True,
        )
    different = [c for c in changes if c.gain or c.is_first_grade or c.checks]
    if different:
        console.print(_people(different))
        console.print()
    if any(change.checks for change in different):
        console.print(_checks(different))
        console.print()
    console.print(_summary(regrading), markup=False, soft_wrap=True)


def _people(changes: Sequence[Change]) -> Table:
    """Who gained and who lost, most first; then those whose score is the same."""
    table = _new_table("Student", "Before", "Now", "Change", "Checks")
    for change in sorted(changes, key=lambda change: (-abs(change.gain), change.names)):
        table.add_row(
            Text(printable(change.names)),
            _score(change.before),
            _score(change.after),
            _gain(change),
            Text(printable("; ".join(map(str, change.checks)))),
        )
    return table


def _checks(changes: Sequence[Change]) -> Table:
    """How many gained and lost each check."""
    every = [one for change in changes for one in change.checks]
    titles = {(one.label, one.check.title): one.check.title for one in every}
    table = _new_table("Check", "Gained by", "Lost by", "Otherwise", "")
    gained = Counter((one.label, one.check.title) for one in every if one.points > 0)
    lost = Counter((one.label, one.check.title) for one in every if one.points < 0)
    neither = Counter((one.label, one.check.title) for one in every if not one.points)
    for key, title in titles.items():
        counts = (str(counter[key] or "") for counter in (gained, lost, neither))
        table.add_row(Text(printable(key[0])), *counts, Text(printable(title)))
    return table


def _new_table(*columns: str) -> Table:
    """Names on the left, three numbers, and what needs room."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", expand=True)
    table.add_column(columns[0], overflow="fold", max_width=30)
    for column in columns[1:-1]:
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column(columns[-1], overflow="fold", ratio=1)
    return table


def _score(result: Result | None) -> Text:
    if result is None or result.score is None:
        return Text("ungraded")
    return Text(f"{result.score:g} / {result.max_score:g}")


def _gain(change: Change) -> Text:
    if change.is_first_grade:
        return Text("graded", style="green")
    if not change.gain:
        return Text("")
    return Text(signed(change.gain), style="green" if change.gain > 0 else "red")


def _summary(regrading: Regrading) -> str:
    changes = regrading.changes
    if not changes and not regrading.failed:
        return f"{regrading.up_to_date} submissions are graded by the present checks."
    counts = {
        "gained": sum(change.gain > 0 for change in changes),
        "lost": sum(change.gain < 0 for change in changes),
        "graded for the first time": sum(change.is_first_grade for change in changes),
        "with the same score": sum(not c.gain and not c.is_first_grade for c in changes),
        "not graded anew": len(regrading.failed),
        "up to date before": regrading.up_to_date,
    }
    return ", ".join(f"{count} {words}" for words, count in counts.items() if count) + "."
