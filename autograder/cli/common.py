"""What the commands share: output, progress, options and exit statuses."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.course import Course
from autograder.records import Assignment

EXIT_BAD_INPUT = 1
EXIT_UNGRADED = 3
EXIT_INTERRUPTED = 130

_WIDTH_OF_FILES = 120

workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    show_default="one per processor",
    help="How many processes grade.",
)

device_option = click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help="What networks are trained on; auto takes a GPU where there is one.",
)

data_dir_option = click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where large sets of images are, a mounted copy say; by default data/ in the course.",
)

gradebook_option = click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder with gradebook.sqlite, as it was given to `grade`.",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")


def with_data_dir(week: Assignment, course: Course, data_dir: Path | None) -> Assignment:
    """A week whose checks read large sets of images, told where these are."""
    if not week.settings:
        return week
    folder = data_dir or course.root / "data"
    return week.with_setting("data_dir", str(folder.resolve()))


def make_console() -> Console:
    """Standard output; what is no terminal is taken to be wide enough for our tables."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH_OF_FILES)


def make_progress(silent: bool) -> Progress:
    """A progress bar on standard error, which disappears when it is done."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=silent,
    )
