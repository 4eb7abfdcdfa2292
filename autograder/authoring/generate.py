"""Generate a week's starter code: the folder that a student gets. Imports records and grading."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
from pathlib import Path

import autograder.checking
from autograder.authoring.notebooks import make_notebook
from autograder.authoring.stubs import make_stub_of
from autograder.checking.signatures import Homework
from autograder.course import CourseError
from autograder.grading.checks import collect_checks
from autograder.records import Assignment

NOTEBOOK = "pictures.ipynb"
"""Not the module's name: a notebook of that name is handed in instead of the module."""

_STUDENTS_NEED = {"numpy", "pytest", "hypothesis", "gradescope-utils"}
_NOTEBOOKS_NEED = {"ipykernel", "matplotlib", "pillow", "scikit-learn"}
_ONLY_WITH = {"networks.py": "torch", "network_helpers.py": "torch"}
"""Modules of `autograder.checking` that only weeks with that library get."""
_NOTEBOOK_APPLICATION = "notebook>=7"
"""What a student opens it with; nothing here does."""
_CONFTEST = '''"""Lets the tests find your file, and says after each run where you are."""

import sys

import pytest

if sys.version_info < (3, 11):
    pytest.exit(f"This homework needs Python 3.11 or later; this is {sys.version.split()[0]}.", 1)

pytest_plugins = ["autograder.checking.local_plugin"]
'''
_PYTEST_INI = """[pytest]
testpaths = tests
addopts = -q --no-header -r N
"""
_PACKAGE = '''"""The part of the course's autograder that runs on your machine."""
'''
_MADE_BY_RUNNING = ("__pycache__", ".hypothesis", ".pytest_cache", ".ipynb_checkpoints")


class StaleError(Exception):
    """Generated files differ from what their sources give now."""


def starter_files(assignment: Assignment) -> dict[str, str]:
    """The text of every file of a week's starter code, by its path."""
    checks = collect_checks(assignment)
    hidden = sum(check.description.points for check in checks if not check.is_visible)
    homework = Homework(
        assignment.name, assignment.title, assignment.module, assignment.functions, hidden
    )
    checking = Path(autograder.checking.__file__).parent
    files = {
        "README.md": assignment.handout.read_text(encoding="utf-8"),
        f"{assignment.module}.py": make_stub_of(assignment.reference),
        "homework.json": homework.to_json(),
        "requirements.txt": _lines(_requirements(assignment)),
        "pytest.ini": _PYTEST_INI,
        "conftest.py": _CONFTEST,
        "autograder/__init__.py": _PACKAGE,
    }
    if assignment.notebook.is_file():
        files[NOTEBOOK] = _notebook(assignment.notebook)
        ranges = _ranges(_NOTEBOOKS_NEED, extra="notebooks")
        files["requirements-notebook.txt"] = _lines(
            ["-r requirements.txt", _NOTEBOOK_APPLICATION, *ranges]
        )
    for path in sorted(assignment.visible_checks.rglob("*.py")):
        relative = path.relative_to(assignment.visible_checks).as_posix()
        files[f"tests/{relative}"] = path.read_text(encoding="utf-8")
    for path in sorted(checking.glob("*.py")):
        if _ONLY_WITH.get(path.name) in (None, *assignment.libraries):
            files[f"autograder/checking/{path.name}"] = path.read_text(encoding="utf-8")
    return files


def generate(assignment: Assignment, target: Path) -> None:
    """Write a week's starter code to `target`, in place of what was there."""
    files = starter_files(assignment)
    if target.exists():
        shutil.rmtree(target)
    for name, text in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def check_generated(assignment: Assignment, target: Path) -> None:
    """Assert that `target` is what its sources give now.

    Raises:
        StaleError: it is not; the message names the files and what to do.
    """
    wanted = starter_files(assignment)
    found = {
        path.relative_to(target).as_posix(): path.read_text(encoding="utf-8")
        for path in target.rglob("*")
        if path.is_file() and not set(path.parts) & set(_MADE_BY_RUNNING)
    }
    stale = sorted(
        name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)
    )
    if stale:
        raise StaleError(
            f"{target} is stale: {', '.join(stale)}. Run `autograder author {assignment.name}`."
        )


def _notebook(source: Path) -> str:
    try:
        return make_notebook(source.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CourseError(f"{source}: {error}") from None


def _requirements(assignment: Assignment) -> list[str]:
    ranges = _ranges(_STUDENTS_NEED)
    if "torch" in assignment.libraries:
        ranges += _ranges({"torch"}, extra="torch")
    return sorted(ranges)


def _ranges(names: set[str], extra: str = "") -> list[str]:
    """The ranges in which this package itself, or an extra of it, asks for packages."""
    wanted = f"extra == '{extra}'" if extra else ""
    asked = [line.partition("; ") for line in importlib.metadata.requires("dlcv-autograder") or []]
    ranges = [requirement for requirement, _, condition in asked if condition == wanted]
    return sorted(line for line in ranges if re.split(r"[^\w-]", line)[0] in names)


def _lines(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
