"""The command `fetch`: sets of images that are too large for a repository."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.common import data_dir_option
from autograder.course import Course
from autograder.datasets.cifar10 import fetch_cifar10

_FETCHERS = {"cifar10": fetch_cifar10}


@click.command()
@click.argument("dataset", type=click.Choice([*_FETCHERS]))
@data_dir_option
@click.pass_obj
def fetch(course: Path | None, dataset: str, data_dir: Path | None) -> None:
    """Download a set of images for training, once.

    \b
    Example:
      autograder fetch cifar10 --data-dir /mnt/images
    """
    folder = _FETCHERS[dataset](data_dir or Course.find(course).root / "data")
    click.echo(f"{dataset} is in {folder}")


COMMANDS = (fetch,)
