"""Generate a week's starter code: the folder that a student gets. Imports records and grading."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
from pathlib import Path

import autograder.checking
from autograder.authoring.stubs import make_stub_of
from autograder.checking.signatures import Homework
from autograder.grading.examination import collect_checks
from autograder.records import Assignment

_STUDENTS_NEED = ("numpy", "pytest", "hypothesis", "gradescope-utils")
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
_MADE_BY_RUNNING = ("__pycache__", ".hypothesis", ".pytest_cache")


class StaleError(Exception):
    """Generated files differ from what their sources give now."""


def starter_files(assignment: Assignment) -> dict[str, str]:
    """The text of every file of a week's starter code, by its path."""
    hidden = sum(check.points for check, is_visible in collect_checks(assignment) if not is_visible)
    homework = Homework(
        assignment.name, assignment.title, assignment.module, assignment.functions, hidden
    )
    checking = Path(autograder.checking.__file__).parent
    files = {
        "README.md": assignment.handout.read_text(encoding="utf-8"),
        f"{assignment.module}.py": make_stub_of(assignment.reference),
        "homework.json": homework.to_json(),
        "requirements.txt": _requirements(),
        "pytest.ini": _PYTEST_INI,
        "conftest.py": _CONFTEST,
        "autograder/__init__.py": _PACKAGE,
    }
    for folder, prefix in ((assignment.visible_checks, "tests"), (checking, "autograder/checking")):
        for path in sorted(folder.rglob("*.py")):
            relative = path.relative_to(folder).as_posix()
            files[f"{prefix}/{relative}"] = path.read_text(encoding="utf-8")
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


def _requirements() -> str:
    """The ranges that this package itself asks for."""
    asked = importlib.metadata.requires("dlcv-autograder") or []
    lines = [line for line in asked if re.split(r"[^\w-]", line)[0] in _STUDENTS_NEED]
    return "\n".join(sorted(lines)) + "\n"
