"""A new week to start from: small, but with all that a week has, and sound as it is.

The folder `template` holds its files, as they lie in a course. In their names and texts
``{{name}}``, ``{{module}}`` and ``{{title}}`` are filled in. All end in ``.template``, which is
taken off, so that no linter, type checker or pytest takes them for code of this package.

Imports `generate`, grading, the course and the records.
"""

from __future__ import annotations

import keyword
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path

from autograder.authoring.generate import generate
from autograder.course import Course, CourseError
from autograder.grading.checks import collect_checks
from autograder.records import Assignment

_TEMPLATE = Path(__file__).with_name("template")
_SUFFIX = ".template"
_NAME = re.compile(r"hw(?P<number>[0-9]+)_(?P<module>[a-z][a-z0-9_]*)")
_FILES_OF_A_BUNDLE = {"conftest", "tests"}


@dataclass(frozen=True)
class NewWeek:
    """A week that was just written."""

    assignment: Assignment
    folders: tuple[Path, ...]
    """The handout's, the solutions', the hidden checks' and the starter code's."""
    points: float


def new_week(course: Course, name: str) -> NewWeek:
    """Write a new week's folders, all of them or none.

    Args:
        course: where; nothing that exists there is changed.
        name: ``hw`` with a number, ``_`` and a topic; the topic names the file to hand in.

    Raises:
        CourseError: the name is no such name, or one of the folders exists.
    """
    module, title = _module_and_title(name)
    folders = [
        Path("assignments", name),
        Path("solutions", name),
        Path("autograder", "hidden", name),
        Path("starter_code", name),
    ]
    for folder in folders:
        if os.path.lexists(course.root / folder):
            raise CourseError(f"{course.root / folder} exists already; choose another name.")
    # In the course's own folder, from where it takes one renaming to be in place.
    with tempfile.TemporaryDirectory(prefix=".new-", dir=course.root) as temporary:
        staging = Path(temporary)
        _fill_in(staging, {"name": name, "module": module, "title": title})
        staged = Course(staging).assignment(name)
        generate(staged, staging / "starter_code" / name)
        points = sum(check.description.points for check in collect_checks(staged))
        for compiled in [*staging.rglob("__pycache__")]:  # it holds the temporary paths
            shutil.rmtree(compiled)
        _put_in_place(staging, course.root, folders)
    there = tuple(course.root / folder for folder in folders)
    return NewWeek(course.assignment(name), there, points)


def _module_and_title(name: str) -> tuple[str, str]:
    match = _NAME.fullmatch(name)
    if match is None:
        raise CourseError(
            f"{name!r} can't name a week; a name is hw, a number, _ and the topic in small "
            "letters, digits and _, as in hw7_my_topic."
        )
    module = match["module"]
    if keyword.iskeyword(module) or module in _FILES_OF_A_BUNDLE or _can_be_imported(module):
        raise CourseError(
            f"Students would hand in {module}.py, but that name is taken in Python or in a bundle; "
            f"choose another topic, as in {name}_homework."
        )
    topic = module.replace("_", " ").strip().capitalize()
    return module, f"Homework {int(match['number'])}: {topic}"


def _can_be_imported(module: str) -> bool:
    """Whether a file of this name would stand before another module of that name."""
    return module in sys.stdlib_module_names or PathFinder.find_spec(module) is not None


def _fill_in(root: Path, values: dict[str, str]) -> None:
    """Write the template's files below `root`."""

    def filled(text: str) -> str:
        for key, value in values.items():
            text = text.replace(f"{{{{{key}}}}}", value)
        return text

    for source in _TEMPLATE.rglob(f"*{_SUFFIX}"):
        path = root / filled(source.relative_to(_TEMPLATE).as_posix().removesuffix(_SUFFIX))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(filled(source.read_text(encoding="utf-8")), encoding="utf-8")


def _put_in_place(staging: Path, root: Path, folders: list[Path]) -> None:
    """Move the folders from one root to another, all of them or none."""
    moved = list[Path]()
    try:
        for folder in folders:
            (root / folder).parent.mkdir(parents=True, exist_ok=True)
            (staging / folder).rename(root / folder)
            moved.append(folder)
    except BaseException:
        for folder in moved:
            shutil.rmtree(root / folder)
        raise
