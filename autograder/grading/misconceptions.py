"""A week's known misconceptions: the files in ``wrong/``. Imports the course and the records."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from autograder.course import CourseError
from autograder.records import Assignment


@dataclass(frozen=True)
class Misconception:
    """One file in ``wrong/``: a function as somebody writes it who has misunderstood something."""

    name: str
    function: str
    hint: str
    path: Path


def misconceptions_of(assignment: Assignment) -> tuple[Misconception, ...]:
    """All misconceptions of a week, by name.

    Raises:
        CourseError: a file can't be read, has no hint, or is not about exactly one function.
    """
    names = {spec.name for spec in assignment.functions}
    paths = sorted((assignment.solutions / "wrong").glob("*.py"))
    return tuple(_read(path, names) for path in paths)


def _read(path: Path, names: set[str]) -> Misconception:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise CourseError(f"{path} can't be read as Python: {error}") from None
    definitions = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    defined = [node.name for node in definitions if node.name in names]
    hint = ast.get_docstring(tree)
    if len(defined) != 1 or not hint:
        raise CourseError(
            f"{path} must have a docstring, the hint, and define exactly one of the week's "
            f"functions; it defines {', '.join(defined) or 'none'}."
        )
    return Misconception(path.stem, defined[0], hint, path)
