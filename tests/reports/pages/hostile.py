"""Text that wants to be markup, to command a terminal, or to break what holds it."""

from __future__ import annotations

import os
from dataclasses import replace

from autograder.checking.description import CheckDescription
from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import CheckResult, Diagnosis, Grade, GradeState, Result, Student
from tests.reports.examples import VERSIONS

HOSTILE = (
    "<script>window.pwned = 1</script>",
    "</script></style></title></pre><img src=x onerror=window.pwned=1>",
    '"><svg onload=window.pwned=1>',
    "' onmouseover='window.pwned=1",
    "javascript:window.pwned=1",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "<!-- ]]> &lt;b&gt; &amp;",
    "\x1b[31mred\x1b[0m\x07\x00",
    "right \u202eto left\u2066 \u200f",
    "lone \ud800 and " + os.fsdecode(b"M\xfcller"),
    "new\nline\r\nand\x85more\u2028\tmuch",
    "```\n# a heading\n```",
    "*stars* _lines_ [link](http://example.org) <http://example.org> `code` ~~gone~~ | # !",
    "https://example.org www.example.org someone@example.org",
    "x" * 100_000,
    "../../etc/passwd",
)


def hostile_grade(text: str) -> Grade:
    """A grade in which everything that people write is `text`."""
    description = CheckDescription("test_conv1d", text, text, 1.0, ("conv1d", text), "visible")
    checks = (
        CheckResult(description, Outcome(Verdict.FAILED, text)),
        CheckResult(replace(description, name="test_other"), Outcome(Verdict.ERROR, text + "!")),
        CheckResult(replace(description, name="test_fine"), Outcome(Verdict.PASSED)),
    )
    diagnoses = (Diagnosis("conv1d", text, text), Diagnosis(text, text, text))
    result = Result("hw4", text, VERSIONS, checks, diagnoses=diagnoses)
    student = Student(text, email=text, student_id=text)
    return Grade(student, "hw4", GradeState.GRADED, 1.0, 3.0, (text,), None, result)


def hostile_class() -> tuple[Grade, ...]:
    """One of each, graded, and ungraded with a hostile traceback, namesakes all."""
    graded = [hostile_grade(text) for text in HOSTILE]
    failed = [
        replace(
            grade,
            student=replace(grade.student, email="another"),
            state=GradeState.UNGRADED,
            points=None,
            result=replace(grade.result, failure=grade.student.name),
        )
        for grade in graded
        if grade.result
    ]
    return (*graded, *failed)
