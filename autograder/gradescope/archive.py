"""The zip that an instructor uploads to Gradescope.

It holds a small course: the engine's source, one week's checks with their reference, and the
course's secret. Unpacked there, `source/` is that course's root. Imports `settings`, releasing, the
sandbox's list of libraries, the course and the records.
"""

from __future__ import annotations

import importlib.metadata
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

import autograder
from autograder.course import SECRET_FILE, Course, CourseError, deciding_contents
from autograder.gradescope.settings import SETTINGS_FILE, Settings
from autograder.records import Assignment
from autograder.releasing.bundle import make_zip
from autograder.sandbox.libraries import with_requirements

_PACKAGE = Path(autograder.__file__).resolve().parent
_FILES = Path(__file__).with_name("files")
_PROGRAMS = ("run_autograder", "setup.sh")
_DEADLINE, _LAST_RESORT = 0.9, 0.97
"""Parts of Gradescope's time limit: the container starts within it, too."""


def make_autograder(
    course: Course, assignment: Assignment, limit_seconds: float, index: str = ""
) -> bytes:
    """The zip; the same course and installed libraries always give the same bytes.

    Args:
        course: with its secret, which goes into the zip.
        assignment: the week.
        limit_seconds: Gradescope's time limit for this assignment.
        index: another index of packages, where pip looks besides its own.

    Raises:
        autograder.course.CourseError: a library that grading needs is not installed here.
    """
    deadline, last_resort = (round(part * limit_seconds) for part in (_DEADLINE, _LAST_RESORT))
    settings = Settings(assignment=assignment.name, deadline_seconds=deadline)
    program = (_FILES / "run_autograder").read_text(encoding="utf-8")
    for name, seconds in (("{deadline}", deadline), ("{last_resort}", last_resort)):
        program = program.replace(name, str(seconds))
    return make_zip(
        {
            **dict(_engine()),
            **deciding_contents(assignment),
            "run_autograder": program,
            "setup.sh": (_FILES / "setup.sh").read_bytes(),
            "not_graded.json": (_FILES / "not_graded.json").read_bytes(),
            "requirements.txt": _requirements(assignment, index),
            SETTINGS_FILE: settings.model_dump_json(indent=1) + "\n",
            SECRET_FILE: course.secret() + b"\n",
        },
        programs=_PROGRAMS,
    )


def _engine() -> Iterator[tuple[str, bytes]]:
    """This package's source, the hidden checks left out."""
    hidden = _PACKAGE / "hidden"
    for path in _PACKAGE.rglob("*.py"):
        if hidden not in path.parents or path.parent == hidden:
            yield path.relative_to(_PACKAGE.parent).as_posix(), path.read_bytes()


def _requirements(assignment: Assignment, index: str) -> str:
    """What pip installs there: the very versions that are installed here, so that grades agree."""
    try:
        names = with_requirements((*_dependencies(), *assignment.libraries))
    except importlib.metadata.PackageNotFoundError as error:
        raise CourseError(
            f"{error.name} is not installed here, and grading {assignment.name} needs it; install "
            "it first, so that Gradescope gets the same version."
        ) from None
    # Without the local part of a version: a build for GPUs is of no use there.
    versions = {name: importlib.metadata.version(name).partition("+")[0] for name in names}
    pinned = [f"{name}=={versions[name]}" for name in sorted(versions)]
    where = [f"--extra-index-url {index}"] if index else []
    return "\n".join([*where, *pinned]) + "\n"


def _dependencies() -> list[str]:
    """The distributions that this package needs; in a clone, whatever was installed from it."""
    project = _PACKAGE.with_name("pyproject.toml")
    if project.is_file():
        lines = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    else:
        lines = importlib.metadata.requires("dlcv-autograder") or []
    asked = [Requirement(line) for line in lines]
    return [one.name for one in asked if not one.marker or one.marker.evaluate({"extra": ""})]
