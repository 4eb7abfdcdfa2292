"""The submissions that a week is tried out on: right, wrong and knowing nothing.

Imports authoring, the course and the records.
"""

from __future__ import annotations

import ast
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from autograder.authoring.stubs import make_stub_of
from autograder.course import CourseError
from autograder.records import Assignment, Submission


class Expectation(StrEnum):
    """What a submission must get."""

    ALL = "all"
    NONE = "none"
    LOSS = "a loss"


@dataclass(frozen=True)
class Case:
    """A submission that ships with the week, and what it must get."""

    submission: Submission
    expectation: Expectation
    function: str = ""
    """For a wrong one: the only function in which it may lose points."""

    @property
    def name(self) -> str:
        """For example ``accepted/im2col``."""
        return self.submission.student


def verification_secret(number: int) -> bytes:
    """A secret to try a week under: always the same, so that a trial can be repeated."""
    return hashlib.sha256(f"verification secret {number}".encode()).hexdigest().encode()


def shipped_cases(assignment: Assignment) -> list[Case]:
    """All of a week's own submissions.

    Raises:
        CourseError: a file in wrong/ has no hint, or is not about exactly one function.
    """
    reference = assignment.reference.read_bytes()
    stub = make_stub_of(assignment.reference).encode()
    return [
        _whole(assignment, "reference", reference, Expectation.ALL),
        *_folder(assignment, "accepted", Expectation.ALL),
        _whole(assignment, "stub", stub, Expectation.NONE),
        *_folder(assignment, "vacuous", Expectation.NONE),
        *(
            _wrong(assignment, path, reference)
            for path in sorted((assignment.solutions / "wrong").glob("*.py"))
        ),
    ]


def overlay(assignment: Assignment, wrong: str, reference: bytes) -> dict[str, bytes]:
    """The files of a submission that is the reference but for the functions of `wrong`.

    The reference's other functions go on calling its own, so that only what `wrong` defines is
    wrong.
    """
    imports = "from _reference import *\nfrom _wrong import *\n"
    return {
        f"{assignment.module}.py": imports.encode(),
        "_reference.py": reference,
        "_wrong.py": wrong.encode(),
    }


def _whole(assignment: Assignment, name: str, source: bytes, expectation: Expectation) -> Case:
    return Case(Submission(name, {f"{assignment.module}.py": source}), expectation)


def _folder(assignment: Assignment, folder: str, expectation: Expectation) -> list[Case]:
    return [
        _whole(assignment, f"{folder}/{path.stem}", path.read_bytes(), expectation)
        for path in sorted((assignment.solutions / folder).glob("*.py"))
    ]


def _wrong(assignment: Assignment, path: Path, reference: bytes) -> Case:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    names = {spec.name for spec in assignment.functions}
    definitions = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    defined = [node.name for node in definitions if node.name in names]
    if len(defined) != 1 or not ast.get_docstring(tree):
        raise CourseError(
            f"{path} must have a docstring, the hint, and define exactly one of the week's "
            f"functions; it defines {', '.join(defined) or 'none'}."
        )
    submission = Submission(f"wrong/{path.stem}", overlay(assignment, source, reference))
    return Case(submission, Expectation.LOSS, defined[0])
