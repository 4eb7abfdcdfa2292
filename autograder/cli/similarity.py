"""The command `similar`: which submissions are alike, for a person to look at."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.checking.rendering import printable
from autograder.cli.common import json_option, make_console
from autograder.commands import compare_class, write_pages
from autograder.course import Course
from autograder.similarity.findings import Comparison, Pair, Side

_MOST_PASSAGES = 4
"""In the table; the page has all."""


@click.command()
@click.argument("assignment")
@click.argument("out", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--out",
    "named_out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The same as OUT, as the other commands have it.",
)
@json_option
@click.pass_obj
def similar(
    folder: Path | None, assignment: str, out: Path | None, named_out: Path | None, as_json: bool
) -> None:
    """Find pairs of submissions that have more in common than others of the class.

    OUT is the folder with gradebook.sqlite, as it was given to `grade`. The starter code, names,
    comments and layout don't count, and what many have written alike counts less. A pair is
    something to look at, and no verdict: the report shows each side by side from now on.

    \b
    Example:
      autograder similar hw4_convolution graded
    """
    place = out or named_out
    if place is None or (out and named_out):
        raise click.UsageError("Give OUT, the folder that `autograder grade` wrote to, once.")
    course = Course.find(folder)
    week = course.assignment(assignment)
    found = compare_class(course, week, place)
    report = write_pages(course, week, place).report
    if as_json:
        click.echo(json.dumps({**asdict(found), "report": str(report)}, indent=1))
        return
    _print(found, make_console())
    click.echo(f"Report: {report}#pairs")


COMMANDS = (similar,)


def _print(found: Comparison, console: Console) -> None:
    if found.pairs:
        console.print(_table(found))
        console.print()
    for one in found.not_compared:
        line = f"Not compared: {printable(one.student)}: {printable(one.reason)}."
        console.print(line, markup=False, soft_wrap=True)
    console.print(_summary(found), markup=False, soft_wrap=True)
    if found.pairs:
        console.print(
            "To look at, and no verdict: right solutions of one exercise are often alike.",
            soft_wrap=True,
        )


def _table(found: Comparison) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", expand=True)
    table.add_column("Pair", overflow="fold", max_width=40)
    table.add_column("In common", justify="right", no_wrap=True)
    table.add_column("Lines alike", justify="right", no_wrap=True)
    table.add_column("Where", overflow="fold", ratio=1)
    for pair in found.pairs:
        for side, share in (("left", f"{pair.share:.0%}"), ("right", "")):
            one: Side = getattr(pair, side)
            lines = f"{one.shared} of {one.lines}"
            table.add_row(Text(_whom(one)), share, lines, _where(pair, side))
    return table


def _whom(side: Side) -> str:
    known = side.names if side.names == side.student else f"{side.names} ({side.student})"
    return printable(known)


def _where(pair: Pair, side: str) -> str:
    ranges = [getattr(passage, side) for passage in pair.passages]
    shown = ", ".join(f"{first}–{last}" for first, last in ranges[:_MOST_PASSAGES])
    return shown + (" …" if len(ranges) > _MOST_PASSAGES else "")


def _summary(found: Comparison) -> str:
    words = f"{found.submissions} submissions compared"
    if found.usual is None:
        return f"{words}: there is no pair."
    usual = (
        f"half of all pairs have up to {found.usual.median:.0%} in common, "
        f"a quarter {found.usual.upper_quartile:.0%} or more"
    )
    listed = f"{len(found.pairs)} pair{'s' * (len(found.pairs) != 1)} listed"
    of_all = f" of {found.standing_out}" if found.standing_out > len(found.pairs) else ""
    return f"{words}; {usual}. From {found.line:.0%} on: {listed}{of_all}."
