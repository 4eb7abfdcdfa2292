"""What the commands share: output, progress, options and exit statuses."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
from click.core import ParameterSource
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.course import Course
from autograder.grading.pool import Engine, EngineError, LocalProcesses
from autograder.grading.preparation import device_here
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

_DATABASE = b"SQLite format 3\0"

_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_CLUSTER_OPTIONS = (
    click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Grade on the Dask cluster of this scheduler, tls://HOST:PORT, in place of --workers.",
    ),
    click.option("--tls-ca", type=_file, help="The authority that the cluster's keys are from."),
    click.option("--tls-cert", type=_file, help="This command's certificate for the cluster."),
    click.option("--tls-key", type=_file, help="The certificate's key."),
    click.option(
        "--cluster-without-tls",
        is_flag=True,
        help="Use tcp://HOST:PORT also on another machine, although whoever reaches it runs code.",
    ),
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


@dataclass(frozen=True)
class ClusterOptions:
    """What was said of a cluster."""

    address: str | None
    tls_files: tuple[Path | None, Path | None, Path | None]
    without_tls: bool

    def engine(self, workers: int, say: Callable[[str], None]) -> Engine:
        """Where jobs run: so many processes here, or the cluster.

        Raises:
            EngineError: the cluster can't be used as was said.
        """
        if self.address is None:
            if any(self.tls_files) or self.without_tls:
                raise click.UsageError("--tls-… and --cluster-without-tls belong to --cluster.")
            return LocalProcesses(workers)
        source = click.get_current_context().get_parameter_source("workers")
        if source is ParameterSource.COMMANDLINE:
            raise click.UsageError("--workers and --cluster contradict each other.")
        try:
            from autograder.grading.cluster import Cluster, TlsFiles
        except ImportError as error:
            raise EngineError(
                f"--cluster needs Dask, of which {error.name} is not installed; install it with: "
                "python -m pip install 'dlcv-autograder[cluster]'"
            ) from None
        authority, certificate, key = self.tls_files
        if authority and certificate and key:
            tls = TlsFiles(authority, certificate, key)
        elif any(self.tls_files):
            raise click.UsageError("--tls-ca, --tls-cert and --tls-key belong together.")
        else:
            tls = None
        return Cluster(self.address, tls, allow_plain=self.without_tls, say=say)

    def device(self, asked: str, week: Assignment) -> str:
        """What networks are trained on: with ``auto``, on a cluster, no GPU is asked for."""
        if self.address:
            return "cpu" if asked == "auto" else asked
        return device_asked_for(asked, week)


def cluster_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a cluster; the command gets them together as `cluster`."""

    @functools.wraps(command)
    def with_cluster(
        *args: object,
        cluster: str | None,
        tls_ca: Path | None,
        tls_cert: Path | None,
        tls_key: Path | None,
        cluster_without_tls: bool,
        **others: object,
    ) -> None:
        said = ClusterOptions(cluster, (tls_ca, tls_cert, tls_key), cluster_without_tls)
        command(*args, cluster=said, **others)

    for option in reversed(_CLUSTER_OPTIONS):
        with_cluster = option(with_cluster)
    return with_cluster


def device_asked_for(asked: str, week: Assignment) -> str:
    """What a week's networks are trained on by this machine: ``cpu`` or ``cuda``.

    Raises:
        click.ClickException: a GPU is asked for, and there is none: every right solution would
            lose its points.
    """
    if asked == "auto":
        return device_here(week)
    if asked == "cuda" and "torch" in week.libraries and device_here(week) != "cuda":
        raise click.ClickException(
            "This machine has no GPU that PyTorch can use; leave --device out, or say --device cpu."
        )
    return asked


def demand_no_database(target: Path) -> None:
    """Raise `click.ClickException` if a file that is to be written is a gradebook."""
    if target.is_file():
        with target.open("rb") as file:
            if file.read(len(_DATABASE)) == _DATABASE:
                raise click.ClickException(
                    f"{target} is a gradebook, which nothing overwrites; give another file."
                )


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


def say_beside(progress: Progress) -> Callable[[str], None]:
    """Prints a sentence on standard error, above the progress bar; nothing where it is silent."""

    def say(sentence: str) -> None:
        if not progress.disable:
            progress.console.print(sentence, markup=False, highlight=False, soft_wrap=True)

    return say
