"""A reference with marked solution regions becomes the students' stub. Imports `course` only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from autograder.course import CourseError

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"


class MarkingError(ValueError):
    """The reference's solution regions are not marked as they must be."""


def make_stub_of(reference: Path) -> str:
    """The stub of a reference in a file.

    Raises:
        CourseError: its regions are not marked as they must be; the message names the file.
    """
    try:
        return make_stub(reference.read_text(encoding="utf-8"))
    except MarkingError as error:
        raise CourseError(f"{reference}: {error}") from None


def make_stub(source: str) -> str:
    """The reference without its solutions.

    A region inside a function or a method becomes a NotImplementedError that names the function or
    the class; one at the
    module's level (helpers, imports that only the solution needs) disappears.

    Raises:
        MarkingError: a mark has no partner, or something of a public function's solution is
            outside of its region.
    """
    functions = {
        line: (name, node)
        for name, node in _functions(ast.parse(source))
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    kept: list[str] = []
    begun = 0
    for number, line in enumerate(source.splitlines(), start=1):
        if line.strip() == BEGIN:
            if begun:
                raise MarkingError(f"line {number}: a region begins in that of line {begun}")
            begun = number
            if number in functions:
                kept += _todo(functions[number][0], line[: -len(line.lstrip())])
        elif line.strip() == END:
            if not begun:
                raise MarkingError(f"line {number}: a region ends that never began")
            begun = 0
        elif not begun:
            kept.append(line)
        elif begun in functions and functions.get(number, functions[begun]) != functions[begun]:
            raise MarkingError(f"line {begun}: this region goes on into the next function")
    if begun:
        raise MarkingError(f"line {begun}: this region never ends")
    stub = re.sub(r"\n{4,}", "\n\n\n", "\n".join(kept).rstrip() + "\n")
    _assert_only_stubs(stub)
    return stub


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Functions by their names, and the methods of classes by those of their classes."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((node.name, one) for one in node.body if isinstance(one, ast.FunctionDef))


def _todo(function: str, indent: str) -> list[str]:
    return [
        f"{indent}# TODO: Implement; the docstring says what comes in and what goes out.",
        f'{indent}raise NotImplementedError("{function}")',
    ]


def _assert_only_stubs(stub: str) -> None:
    for name, node in _functions(ast.parse(stub)):
        body = [ast.unparse(part) for part in node.body]
        if len(body) != 2 or body[1] != f"raise NotImplementedError('{name}')":
            raise MarkingError(
                f"{node.name}: a function is a docstring and one region with all its code; "
                "a helper is wholly in a region"
            )
