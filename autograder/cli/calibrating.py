"""The command `calibrate`."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from autograder.calibration.command import (
    Calibration,
    calibrate,
    times_passed,
    write_calibration,
)
from autograder.calibration.statistics import CONFIDENCE, FALSE_ALARMS, LEAST_RUNS, least, most
from autograder.cli.common import (
    data_dir_option,
    device_asked_for,
    device_option,
    make_console,
    make_progress,
    with_data_dir,
    workers_option,
)
from autograder.course import Course

_WIDTH = 60
_BARS = " ▁▂▃▄▅▆▇█"


@click.command("calibrate")
@click.argument("assignment")
@click.option(
    "--seeds",
    type=click.IntRange(min=LEAST_RUNS),
    default=LEAST_RUNS,
    show_default=True,
    help="How often each is trained, each time under a secret and seed of its own.",
)
@device_option
@data_dir_option
@workers_option
@click.option(
    "--try",
    "times",
    type=click.IntRange(min=1),
    help="Set nothing; count how often both pass, under so many secrets that nobody has tried.",
)
@click.option("--dry-run", is_flag=True, help="Show the lines, and write nothing.")
@click.pass_obj
def calibrate_command(
    folder: Path | None,
    assignment: str,
    seeds: int,
    device: str,
    data_dir: Path | None,
    workers: int,
    times: int | None,
    dry_run: bool,
) -> None:
    """Set the passing lines of a week that trains networks.

    Trains the reference and the weak baseline, shows how their accuracies are spread, and writes
    the lines beside the hidden checks.

    \b
    Example:
      autograder calibrate hw6_training --try 30
    """
    course = Course.find(folder)
    week = with_data_dir(course.assignment(assignment), course, data_dir)
    device = device_asked_for(device, week)
    with make_progress(silent=False) as progress:
        task = progress.add_task(week.name)

        def on_progress(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        if times:
            passed = times_passed(course, week, times, workers, device, on_progress)
        else:
            calibration = calibrate(course, week, seeds, workers, device, on_progress)
    if times:
        for (who, title), count in sorted(passed.items()):
            click.echo(f"{who} passes in {count} of {times}: {title}")
        return
    _print(calibration)
    if not dry_run:
        click.echo(f"Written: {write_calibration(calibration, week)}")


COMMANDS = (calibrate_command,)


def _print(calibration: Calibration) -> None:
    console = make_console()
    where = ", ".join(f"{name} {number}" for name, number in calibration.versions.items())
    console.print(f"On {calibration.device}, {where}.\n")
    for name, found in calibration.lines.items():
        table = Table(title=name, title_justify="left", box=None, padding=(0, 2, 0, 0))
        for column in ("", "Runs", "Least", "Mean", "Most", "Bound"):
            table.add_column(column, justify="right" if column else "left")
        table.add_column("0".ljust(_WIDTH - 1) + "1")
        for who, runs, bound in (
            ("baseline", found.baseline, most(found.baseline)),
            ("reference", found.reference, least(found.reference)),
        ):
            numbers = (runs[0], sum(runs) / len(runs), runs[-1], bound)
            shown = [f"{number:.3f}" for number in numbers]
            table.add_row(who, str(len(runs)), *shown, _spread(runs))
        console.print(table)
        line = found.line
        console.print(f"Full marks from {line.passing:.3f}; none at {line.floor:.3f}.\n")
    console.print(
        f"Bound: with a confidence of {CONFIDENCE:.0%}, fewer than {FALSE_ALARMS:.1%} of the runs "
        "to come get above the baseline's, or fall below the reference's (normal tolerance limits)."
    )


def _spread(runs: tuple[float, ...]) -> str:
    """A histogram of numbers from 0 to 1, in one line of bars."""
    counts = [0] * _WIDTH
    for value in runs:
        counts[min(int(value * _WIDTH), _WIDTH - 1)] += 1
    steps = len(_BARS) - 1
    return "".join(_BARS[-(-count * steps // max(counts))] for count in counts)
