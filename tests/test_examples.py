"""The sample class is described as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.pool import run_jobs
from autograder.grading.preparation import make_jobs
from autograder.intake.taking_in import take_in
from autograder.records import Assignment
from tests.conftest import ROOT

CLASS = ROOT / "examples" / "hw4_convolution"


def described() -> dict[str, float]:
    """Points by student, as the table of examples/README.md has them."""
    text = (ROOT / "examples" / "README.md").read_text()
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| ([\d.]+)[^|]*\|$", text, re.MULTILINE)
    return {name: float(points) for name, points in rows}


def test_the_table_has_a_row_for_every_student() -> None:
    assert set(described()) == {path.name for path in Path(CLASS).iterdir() if path.is_dir()}
    assert len(described()) >= 24


@pytest.mark.slow
def test_everyone_gets_the_points_of_the_table(course: Course, assignment: Assignment) -> None:
    submissions = take_in(CLASS, assignment).submissions
    jobs = make_jobs(course, assignment, submissions, frozenset())
    assert {result.student: result.score for result in run_jobs(jobs, 2)} == described()
