"""A folder imports only from those upstream of it; only the command line knows them all."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import autograder

PACKAGE = Path(autograder.__file__).parent
UPSTREAM = {
    "checking": set(),
    "interpreter": set(),
    "sandbox": {"checking", "interpreter"},
    "records": {"checking"},
    "course": {"checking", "records"},
    "people": {"checking", "records"},
    "intake": {"checking", "records", "people", "schedule"},
    "gradebook": {"checking", "records", "people", "schedule"},
    "similarity": {"intake"},
    "reports": {"checking", "records", "people", "similarity", "whole_files"},
    "grading": {"checking", "interpreter", "records", "course", "sandbox"},
    "authoring": {"checking", "records", "course", "grading"},
    "schedule": set(),
    "whole_files": set(),
    "datasets": {"whole_files"},
    "calibration": {
        *("checking", "records", "course", "whole_files"),
        *("grading", "authoring", "verification"),
    },
    "verification": {"checking", "records", "course", "grading", "authoring"},
    "gradescope": {
        *("checking", "records", "course", "sandbox", "whole_files"),
        *("intake", "grading", "releasing", "reports"),
    },
    "releasing": {
        *("checking", "records", "course", "schedule", "whole_files"),
        *("grading", "authoring", "verification"),
    },
}


def imported_parts(file: Path) -> set[str]:
    """The parts of this package that a module imports."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("autograder.")}


@pytest.mark.parametrize("part", UPSTREAM)
def test_a_part_imports_only_what_is_upstream(part: str) -> None:
    files = sorted((PACKAGE / part).rglob("*.py")) or [PACKAGE / f"{part}.py"]
    for file in files:
        assert imported_parts(file) - {part} <= UPSTREAM[part], file


def test_every_part_has_its_place() -> None:
    parts = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("__")}
    assert parts - {"hidden", "cli", "commands"} == set(UPSTREAM)
