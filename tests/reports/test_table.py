"""The table of a class: what it says of each student, and that names can do no harm in it."""

from __future__ import annotations

import io
import os
from dataclasses import replace

import pytest
from rich.console import Console

from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import Result
from autograder.reports.table import class_table, line_of, one_line
from tests.reports.examples import FAILURE, GRADED, GRADER_ERROR, check


def printed(*results: Result) -> list[str]:
    """The table's lines, without its header."""
    output = io.StringIO()
    console = Console(file=output, width=120, highlight=False)
    console.print(class_table(map(line_of, results)))
    header, *rows = output.getvalue().splitlines()
    assert header.split() == ["Student", "Score", "What", "went", "wrong", "first"]
    return [" ".join(row.split()) for row in rows]


def test_a_row_tells_name_score_and_the_first_trouble() -> None:
    assert printed(GRADED) == ["Zoë Beispiel 2.5 / 5.5 failed: conv1d: case 2.10."]


def test_full_marks_have_no_trouble() -> None:
    assert printed(replace(GRADED, checks=GRADED.checks[:1])) == ["Zoë Beispiel 2.5 / 2.5"]


def test_trouble_that_all_checks_share_is_said_in_its_own_words() -> None:
    missing = Outcome(Verdict.MISSING, "There is no convolution.py.\nMore words.")
    result = replace(GRADED, checks=(check("1.1", missing), check("1.2", missing)))
    assert printed(result) == ["Zoë Beispiel 0 / 3 missing: There is no convolution.py."]


def test_a_grader_error_comes_before_all_other_trouble() -> None:
    (row,) = printed(GRADER_ERROR)
    assert row.startswith("Zoë Beispiel ungraded grader error: test_conv1d_2_2")


def test_a_failed_grader_is_ungraded_with_its_first_words() -> None:
    assert printed(FAILURE) == ["Zoë Beispiel ungraded grader error: KeyError: the grader failed"]


def test_rows_come_in_the_order_of_the_results() -> None:
    rows = printed(*(replace(GRADED, student=name) for name in "cab"))
    assert [row[0] for row in rows] == ["c", "a", "b"]


HARMFUL = ["new\nline", "\x1b[31mred", "bell\a", "\r0", os.fsdecode(b"M\xfcller"), "\u202eleft"]


@pytest.mark.parametrize("name", HARMFUL, ids=ascii)
def test_a_name_takes_one_row_and_commands_no_terminal(name: str) -> None:
    (row,) = printed(replace(GRADED, student=name))
    assert row.isprintable()
    assert row.encode()
    assert row.endswith("2.5 / 5.5 failed: conv1d: case 2.10.")


def test_a_name_is_no_markup() -> None:
    (row,) = printed(replace(GRADED, student="[bold red]Ada[/]"))
    assert row.startswith("[bold red]Ada[/]")


@pytest.mark.parametrize("message", ["\x1b[2Jgone", "two\x07\nlines"])
def test_a_submissions_message_commands_no_terminal(message: str) -> None:
    error = Outcome(Verdict.ERROR, message)
    assert one_line(replace(GRADED, checks=(check("1.1", error),))).isprintable()
