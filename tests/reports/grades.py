"""Grades to export: people with odd names, and what a grade needs."""

from __future__ import annotations

from autograder.records import Grade, GradeState, Student

NAMES = (
    "Ada Sample",
    "Mary Ann O'Brien",
    "Jan van der Berg",
    "陳小明",
    "Zoë Beispiel",
    "Sample, Sue",
    'Quo "te" Test',
)
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1",
    "-2+3",
    "@x",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "a;=1",
    "a\n=1",
    'a";=1',
)


def graded(student: Student | str, points: float = 87.5, most: float = 100) -> Grade:
    """A grade of a submission."""
    person = student if isinstance(student, Student) else Student(student)
    return Grade(person, "hw4_convolution", GradeState.GRADED, points, most)


def ungraded(student: Student) -> Grade:
    """The grader failed on this student's submission."""
    return Grade(student, "hw4_convolution", GradeState.UNGRADED, None, 100)
