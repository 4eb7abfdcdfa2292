"""A notebook handed in instead of the module: the module that its definitions make.

The notebook is data: it is parsed, in a process of its own with bounds, and never executed. What it
holds runs where every module runs, behind the wall. Imports this folder and the records of
`autograder.checking`.

::

    notebook ── cells ── ipython: plain Python ── definitions: statements ── module
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from autograder.checking.rendering import printable
from autograder.checking.verdicts import Outcome, Verdict
from autograder.intake.bounded import BeyondBoundsError, ReaderError, read_in_bounds
from autograder.intake.definitions import needed, statements_of
from autograder.intake.ipython import python_of_cell
from autograder.intake.statements import PREAMBLE, Statement

LARGEST_NOTEBOOK = 8 << 20
"""Bytes; with its outputs, pictures for the most part."""
_LARGEST_CODE = 1 << 20
_MOST_CELLS = 2000
_MODULE = "module"
_HEADER = """\
# Made for grading from the code cells of a notebook, in their order: its imports, functions,
# classes and constants. What fails here costs only what needs it.
"""


def module_from_notebook(
    data: bytes, name: str, module: str, graded: Collection[str]
) -> bytes | Outcome:
    """The text of a module with what a notebook defines, or why there is none.

    Every statement is such that its failure does not end the module's import, and every cell with
    any is announced by a comment, ``# In [3]:``.

    Args:
        data: the notebook file's content, which may be anything.
        name: the file's name, for messages.
        module: the name of the module that it stands for.
        graded: the names of the functions that are graded.
    """
    name = printable(name)
    try:
        answer = read_in_bounds(lambda: _read(data, name, module, graded))
    except BeyondBoundsError:
        return Outcome(
            Verdict.FORBIDDEN, f"{name} takes more time or memory to read than is allowed."
        )
    except ReaderError as error:
        return Outcome(Verdict.GRADER_ERROR, f"{name} can't be read: {error}")
    verdict, _, text = answer.partition(b"\n")
    if verdict == _MODULE.encode():
        return text
    return Outcome(Verdict(verdict.decode()), text.decode())


@dataclass(frozen=True)
class _Cell:
    label: str
    source: str


class _NotebookError(Exception):
    """There is no module in the notebook."""

    def __init__(self, verdict: Verdict, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict


def _read(data: bytes, name: str, module: str, graded: Collection[str]) -> bytes:
    """A word for what follows, a line break, and the module's text or a sentence."""
    try:
        text = _module_text(_code_cells(_parsed(data)), module, graded)
    except _NotebookError as error:
        return f"{error.verdict.value}\n{name} {error}".encode()
    return f"{_MODULE}\n{text}".encode()


def _parsed(data: bytes) -> Mapping[str, object]:
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _invalid("it is not UTF-8 text") from None
    except RecursionError:
        raise _NotebookError(Verdict.FORBIDDEN, "is nested too deeply to be read.") from None
    except json.JSONDecodeError as error:
        raise _invalid(f"it is damaged in line {error.lineno} ({error.msg})") from None
    except ValueError:  # of an integer with more digits than Python reads
        raise _invalid("it holds a number that can't be read") from None
    if not isinstance(notebook, dict):
        raise _invalid("it holds no cells")
    return notebook


def _code_cells(notebook: Mapping[str, object]) -> list[_Cell]:
    version = notebook.get("nbformat", 4)
    if version not in (3, 4):
        shown = version if isinstance(version, int) else "unknown"
        raise _NotebookError(
            Verdict.ERROR, f"is of the notebook format {shown!s:.20}; 3 and 4 can be graded."
        )
    cells: list[_Cell] = []
    for number, cell in enumerate(_all_cells(notebook), start=1):
        if not isinstance(cell, dict):
            raise _invalid(f"its cell {number} is none")
        if cell.get("cell_type") == "code":
            source = _text_of(cell.get("source", cell.get("input")))
            if source is None:
                raise _invalid(f"its cell {number} has no text")
            count = cell.get("execution_count", cell.get("prompt_number"))
            is_counted = type(count) is int and 0 < count < 10**9
            cells.append(_Cell(f"In [{count}]" if is_counted else f"Cell {number}", source))
    if sum(len(cell.source) for cell in cells) > _LARGEST_CODE:
        raise _too_much_code()
    return cells


def _all_cells(notebook: Mapping[str, object]) -> list[object]:
    """The cells of all kinds; format 3 has them on worksheets."""
    holders: object = notebook.get("worksheets") if "cells" not in notebook else [notebook]
    if not isinstance(holders, list):
        raise _invalid("it holds no cells")
    cells: list[object] = []
    for holder in holders:
        part = holder.get("cells") if isinstance(holder, dict) else None
        if not isinstance(part, list):
            raise _invalid("it holds no cells")
        cells += part
    if len(cells) > _MOST_CELLS:
        raise _NotebookError(
            Verdict.FORBIDDEN, f"has {len(cells)} cells; at most {_MOST_CELLS} are graded."
        )
    return cells


def _text_of(source: object) -> str | None:
    """A cell's text, which is a text or a list of its lines."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    return source if isinstance(source, str) else None


def _module_text(cells: list[_Cell], module: str, graded: Collection[str]) -> str:
    by_cell: list[tuple[_Cell, list[Statement]]] = []
    for cell in cells:
        source = python_of_cell(cell.source, module)
        if source is not None:
            by_cell.append((cell, statements_of(source, cell.label, module)))
    statements = [statement for _, found in by_cell for statement in found]
    _check_that_something_is_defined(statements, cells, module, graded)
    kept = {id(statement) for statement in needed(statements, graded)}
    parts = [_HEADER + PREAMBLE]
    for cell, found in by_cell:
        codes = [statement.code for statement in found if id(statement) in kept]
        if codes:
            parts.append("\n\n".join([f"\n# {cell.label}:", *codes]) + "\n")
    text = "\n".join(parts)
    if len(text) > _LARGEST_CODE:
        raise _too_much_code()
    return text


def _check_that_something_is_defined(
    statements: list[Statement], cells: list[_Cell], module: str, graded: Collection[str]
) -> None:
    defined = {name for statement in statements for name in statement.binds}
    if defined & set(graded) or any(statement.binds_unknown_names for statement in statements):
        return
    words = f"from {module} import", f"import {module}"
    if any(word in cell.source for cell in cells for word in words):
        raise _NotebookError(
            Verdict.MISSING,
            f"defines none of the homework's functions but imports {module}, "
            f"and there is no {module}.py.",
        )
    raise _NotebookError(Verdict.MISSING, "defines none of the homework's functions.")


def _invalid(reason: str) -> _NotebookError:
    return _NotebookError(Verdict.ERROR, f"is no notebook that can be read: {reason}.")


def _too_much_code() -> _NotebookError:
    return _NotebookError(
        Verdict.FORBIDDEN, f"holds more than {_LARGEST_CODE / 2**20:g} MB of code."
    )
