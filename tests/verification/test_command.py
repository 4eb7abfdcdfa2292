"""A week that is not sound is found out, and the submission that shows it is named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from autograder.course import Course, CourseError
from autograder.records import Result, Submission, Versions
from autograder.verification.cases import Case, Expectation, shipped_cases
from autograder.verification.command import Row, Verification, verify_assignment
from tests.tiny_course import NAME, make_tiny_course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_tiny_course(tmp_path)


def verify(course: Course, secrets: int = 1) -> Verification:
    return verify_assignment(course, course.assignment(NAME), secrets, 2, Progress(disable=True))


def test_a_sound_week_is_sound(course: Course) -> None:
    verification = verify(course, secrets=2)
    assert verification.is_sound
    assert verification.verdict == f"{NAME} is sound: 5 submissions, 10 gradings."


def test_a_narrow_terminal_cuts_no_number_and_no_verdict(course: Course) -> None:
    week = course.assignment(NAME)
    case = Case(Submission("wrong/" + "a_long_name_" * 6, {}), Expectation.ALL)
    result = Result(NAME, case.name, Versions("", "", "", ""), (), failure="a reason")
    console = Console(width=80, file=io.StringIO(), record=True)
    console.print(Verification(week, (Row(case, (result,) * 100),)).table())
    lines = console.export_text().splitlines()
    assert lines[0].split() == ["Submission", "Must", "get", "Points", "Secrets", "Loses", "in"]
    assert lines[1].split()[1:4] == ["all", "ungraded", "100"]
    assert "NOT as expected" in lines[1]


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("accepted/bad.py", "def double(x): return x\ndef negate(x): return -x\n"),
        ("vacuous/lucky.py", "def double(x): return 2 * x\n"),
        ("wrong/right.py", '"""No mistake at all."""\ndef negate(x): return -x\n'),
        ("accepted/broken.py", "import nothing_of_that_name\n"),
    ],
)
def test_a_submission_that_gets_what_it_must_not_is_named(
    course: Course, file: str, source: str
) -> None:
    (course.root / "solutions" / NAME / file).write_text(source)
    verification = verify(course)
    assert not verification.is_sound
    assert verification.verdict == f"{NAME} is NOT sound: {file.removesuffix('.py')}."


def test_a_loss_in_another_function_is_not_as_expected(course: Course) -> None:
    hidden = course.root / "autograder" / "hidden" / NAME / "test_hidden.py"
    hidden.write_text(hidden.read_text().replace('@tags("negate")', '@tags("double")'))
    assert "wrong/forgets_sign" in verify(course).verdict


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("def negate(x): return x\n", "docstring"),
        ('"""Hint."""\ndef other(x): return x\n', "defines none"),
        ('"""Hint."""\ndef negate(x): return x\ndef double(x): return x\n', "negate, double"),
    ],
)
def test_a_misconception_is_about_one_function_and_has_a_hint(
    course: Course, source: str, complaint: str
) -> None:
    (course.root / "solutions" / NAME / "wrong" / "odd.py").write_text(source)
    with pytest.raises(CourseError, match=complaint):
        shipped_cases(course.assignment(NAME))


def test_a_misconception_may_be_a_class(course: Course) -> None:
    path = course.root / "solutions" / NAME / "wrong" / "odd.py"
    path.write_text('"""Hint."""\nclass negate:\n    def __init__(self, x): pass\n')
    functions = {case.name: case.function for case in shipped_cases(course.assignment(NAME))}
    assert functions["wrong/odd"] == "negate"
