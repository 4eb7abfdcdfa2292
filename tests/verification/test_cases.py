"""The submissions that a week is tried out on."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Course, CourseError
from autograder.verification.cases import shipped_cases
from tests.tiny_course import NAME, make_tiny_course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_tiny_course(tmp_path)


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
