"""The sample classes are described as they are."""

from __future__ import annotations

import re

import pytest

from autograder.course import Course
from autograder.grading.pool import run_jobs
from autograder.grading.preparation import make_jobs
from autograder.intake.taking_in import take_in
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
CLASSES = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
FEWEST = {"hw4_convolution": 24}
FEWEST_OF_OTHERS = 12


def described(name: str) -> dict[str, float]:
    """Points by student, as the class's table in examples/README.md has them."""
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## {name}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| ([\d.]+)[^|]*\|$", section, re.MULTILINE)
    return {name: float(points) for name, points in rows}


@pytest.mark.parametrize("name", CLASSES)
def test_the_table_has_a_row_for_every_student(name: str) -> None:
    assert set(described(name)) == {path.name for path in (EXAMPLES / name).iterdir()}
    assert len(described(name)) >= FEWEST.get(name, FEWEST_OF_OTHERS)


@pytest.mark.slow
@pytest.mark.parametrize("name", CLASSES)
def test_everyone_gets_the_points_of_the_table(course: Course, name: str) -> None:
    assignment = course.assignment(name)
    submissions = take_in(EXAMPLES / name, assignment).submissions
    jobs = make_jobs(course, assignment, submissions, frozenset())
    scores = {result.student: result.score for result in run_jobs(jobs, 2)}
    # An accuracy, and what it earns, depends on the secret a little.
    tolerance = 1.5 if assignment.limits.functions else 0
    assert scores == pytest.approx(described(name), abs=tolerance)
