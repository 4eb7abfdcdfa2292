"""Small notebooks, and the modules that are made of them."""

from __future__ import annotations

import json
from typing import Any

from autograder.checking.verdicts import Outcome
from autograder.intake.notebooks import module_from_notebook

GRADED = ["double", "negate"]
DOUBLE = "def double(x):\n    return 2 * x\n"
NEGATE = "def negate(x):\n    return -x\n"
MEGABYTE = 1 << 20


def code_cell(source: object, count: object = None, **more: object) -> dict[str, object]:
    cell = {"cell_type": "code", "source": source, "execution_count": count, "outputs": []}
    return cell | {"metadata": {}} | more


def notebook(*sources: object, **more: object) -> bytes:
    """A notebook of code cells ``In [1]``, ``In [2]`` and so on."""
    cells = [code_cell(source, count) for count, source in enumerate(sources, start=1)]
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content | more).encode()


def read(data: bytes) -> bytes | Outcome:
    return module_from_notebook(data, "hw.ipynb", "tiny", GRADED)


def text(*sources: object) -> str:
    """The module of a notebook of these cells."""
    made = read(notebook(*sources))
    assert isinstance(made, bytes), made
    return made.decode()


def defined(*sources: object) -> dict[str, Any]:
    """The module of a notebook of these cells, imported."""
    names: dict[str, Any] = {"__name__": "tiny"}
    exec(compile(text(*sources), "tiny.py", "exec"), names)
    return names


def problem(data: bytes) -> Outcome:
    found = read(data)
    assert isinstance(found, Outcome)
    return found
