"""What of a cell's Python goes into the module: imports, definitions, and what these need.

Imports `ipython` and `statements`.
"""

from __future__ import annotations

import ast
import keyword
import re
import warnings
from collections.abc import Iterable

from autograder.intake.ipython import without_ipython
from autograder.intake.statements import (
    DEFINITIONS,
    IMPORTS,
    UNREADABLE,
    Statement,
    make_statement,
    reason,
    stand_ins,
    with_branches,
)

_ASSIGNMENTS = (ast.Assign, ast.AnnAssign, ast.AugAssign)
_DEFINED_NAME = re.compile(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)


def statements_of(source: str, label: str, module: str) -> list[Statement]:
    """The statements that a cell has for the module.

    A cell that is no Python has one, which makes the functions it should have defined say so.

    Args:
        source: the cell's text.
        label: what the cell is called, for messages.
        module: the module's name; what the cell imports from it, it can't have from there.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they concern the student's code
        try:
            source, tree = _parse(source)
        except UNREADABLE as error:
            names = [name for name in _DEFINED_NAME.findall(source) if _is_name(name)]
            return [stand_ins(names, f"{label} can't be read as Python: {reason(error)}")]
        lines = [line.encode() for line in source.split("\n")]
        return [
            make_statement(part, lines, label)
            for node in tree.body
            for part in _one_by_one(node)
            if _belongs_to_a_module(part, module)
        ]


def needed(statements: Iterable[Statement], graded: Iterable[str]) -> list[Statement]:
    """Of `statements`, in their order, those that a module defining `graded` keeps.

    Definitions and imports are all kept. A computed value is kept if a graded function reads it, or
    one that such a function calls: not if only a plot does, so that a long training that somebody
    looked at is not run again.
    """
    statements = list(statements)
    binding: dict[str, list[Statement]] = {}
    for statement in statements:
        for name in statement.binds:
            binding.setdefault(name, []).append(statement)
    reached: set[str] = set()
    waiting = set(graded)
    while waiting:
        reached |= waiting
        reads = {
            name
            for bound in waiting
            for statement in binding.pop(bound, ())
            for name in statement.reads
        }
        waiting = reads - reached
    return [
        statement
        for statement in statements
        if not statement.only_if_needed or statement.binds & reached
    ]


def _parse(source: str) -> tuple[str, ast.Module]:
    try:
        return source, ast.parse(source)
    except UNREADABLE:
        source = without_ipython(source)
        return source, ast.parse(source)


def _is_name(text: str) -> bool:
    return text.isidentifier() and not keyword.iskeyword(text)


def _one_by_one(node: ast.stmt) -> list[ast.stmt]:
    """``import numpy, matplotlib`` as two imports, one of which may succeed."""
    if not isinstance(node, ast.Import):
        return [node]
    return [ast.copy_location(ast.Import([alias]), node) for alias in node.names]


def _belongs_to_a_module(node: ast.stmt, module: str) -> bool:
    parts = list(with_branches(node))
    return (
        not isinstance(node, ast.Pass | ast.Expr)
        and all(_may_be_in_a_module(part) for part in parts)
        and not (isinstance(node, ast.ImportFrom) and node.module in (module, "__future__"))
    )


def _may_be_in_a_module(part: ast.stmt) -> bool:
    if isinstance(part, ast.If):
        names = (node.id for node in ast.walk(part.test) if isinstance(node, ast.Name))
        return "__name__" not in names
    if isinstance(part, ast.Expr):  # within an `if` or `try`
        called = part.value.func if isinstance(part.value, ast.Call) else part.value
        return isinstance(called, ast.Constant) or (
            isinstance(called, ast.Name) and called.id == "print"
        )
    if isinstance(part, ast.AnnAssign):
        return part.value is not None
    return isinstance(part, (*DEFINITIONS, *IMPORTS, *_ASSIGNMENTS, ast.Try, ast.Pass))
