"""Where a course's folders are, what its weeks say of themselves, and its secret.

Imports the records and `checking`'s signatures.
"""

from __future__ import annotations

import functools
import hashlib
import os
import platform
import secrets
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pydantic

from autograder.checking.signatures import read_signatures
from autograder.records import Assignment, CallLimits, Limits

SECRET_FILE = ".course-secret"
_PACKAGE = Path(__file__).resolve().parent


class CourseError(Exception):
    """Something in the course's folders is not as it must be; the message says what to do."""


class _CallLimitsTable(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid")
    call_cpu_seconds: pydantic.PositiveFloat
    call_wall_seconds: pydantic.PositiveFloat


class _LimitsTable(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid")
    call_cpu_seconds: pydantic.PositiveFloat = 5
    call_wall_seconds: pydantic.PositiveFloat = 30
    submission_cpu_seconds: pydantic.PositiveFloat = 120
    submission_wall_seconds: pydantic.PositiveFloat = 300
    memory_megabytes: pydantic.PositiveInt = 512
    functions: dict[str, _CallLimitsTable] = {}

    def limits(self) -> Limits:
        """The table's content as a record."""
        values = self.model_dump(exclude={"functions"})
        longer = [
            (name, CallLimits(table.call_cpu_seconds, table.call_wall_seconds))
            for name, table in self.functions.items()
        ]
        return Limits(**values, functions=tuple(longer))


class _AssignmentFile(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid")
    title: str
    module: str = pydantic.Field(pattern=r"^[a-z][a-z0-9_]*$")
    libraries: list[str]
    limits: _LimitsTable = _LimitsTable()
    settings: dict[str, str] = {}


@dataclass(frozen=True)
class Course:
    """A course's root folder: the one that holds `assignments` and `solutions`."""

    root: Path

    @staticmethod
    def find(start: Path | None = None) -> Course:
        """The course around a folder (by default the current one).

        Raises:
            CourseError: there is none.
        """
        start = (start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / "assignments").is_dir() and (folder / "solutions").is_dir():
                return Course(folder)
        raise CourseError(
            f"{start} is not inside a course (a folder with assignments/ and solutions/); "
            "change to it, or name it with --course."
        )

    def assignment_names(self) -> list[str]:
        """All weeks, in order."""
        return sorted(path.parent.name for path in self.root.glob("assignments/*/assignment.toml"))

    def assignment(self, name: str) -> Assignment:
        """A week by its folder's name.

        Raises:
            CourseError: there is no such week, or one of its files is missing or wrong.
        """
        if name not in self.assignment_names():
            known = ", ".join(self.assignment_names()) or "none"
            raise CourseError(f"There is no assignment {name!r} in {self.root} (known: {known}).")
        folder = self.root / "assignments" / name
        settings = _read_settings(folder / "assignment.toml")
        reference = self.root / "solutions" / name / f"{settings.module}.py"
        try:
            functions = read_signatures(reference.read_text(encoding="utf-8"))
        except (OSError, SyntaxError, ValueError) as error:
            raise CourseError(f"The reference {reference} can't be used: {error}") from None
        if unknown := set(settings.limits.functions) - {spec.name for spec in functions}:
            raise CourseError(
                f"{folder / 'assignment.toml'}: limits.functions: {reference.name} has no function "
                f"{', '.join(sorted(unknown))}."
            )
        return Assignment(
            name=name,
            title=settings.title,
            module=settings.module,
            libraries=tuple(settings.libraries),
            limits=settings.limits.limits(),
            functions=functions,
            reference=reference,
            handout=folder / "README.md",
            notebook=folder / "notebook.py",
            visible_checks=folder / "tests",
            hidden_checks=self.root / "autograder" / "hidden" / name,
            solutions=self.root / "solutions" / name,
            settings=tuple(sorted(settings.settings.items())),
        )

    def has_secret(self) -> bool:
        """Whether a secret was made, so that something may be graded under it."""
        return (self.root / SECRET_FILE).exists()

    def secret(self) -> bytes:
        """The secret from which hidden cases are drawn; made on the first call, and kept.

        Raises:
            CourseError: the file that holds it is too short for one.
        """
        path = self.root / SECRET_FILE
        if not path.exists():
            new = path.with_name(f"{path.name}.{os.getpid()}")
            new.touch(mode=0o600)
            new.write_text(secrets.token_hex(32) + "\n", encoding="ascii")
            try:
                os.link(new, path)  # fails if another process was faster: then theirs counts
            except FileExistsError:
                pass
            finally:
                new.unlink()
        secret = path.read_bytes().strip()
        if len(secret) < 16:
            raise CourseError(f"{path} holds no secret of 16 characters or more; delete it.")
        return secret


def deciding_files(assignment: Assignment) -> list[Path]:
    """All files that decide an assignment's outcomes: what grading it elsewhere needs."""
    folders = (assignment.visible_checks, assignment.hidden_checks)
    # Data of the checks, such as images, counts as their code does.
    found = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    files = [file for file in found if "__pycache__" not in file.parts]
    settings = assignment.handout.with_name("assignment.toml")
    # The misconceptions decide the diagnoses, and the hints.
    wrong = (assignment.solutions / "wrong").glob("*.py")
    return [*files, assignment.reference, settings, *wrong]


def deciding_contents(assignment: Assignment) -> dict[str, bytes]:
    """The same files' contents by their places in the course, which together make a small one."""
    root = assignment.reference.parents[2]
    files = deciding_files(assignment)
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def checks_version(assignment: Assignment) -> str:
    """A hash of all that decides an assignment's outcomes, besides engine and secret."""
    return _digest(deciding_files(assignment))


def engine_version(libraries: Iterable[str] = (), device: str = "cpu") -> str:
    """A hash of this package, without the hidden checks, and of what draws and computes cases.

    Args:
        libraries: what a week's submissions compute with.
        device: and on what.
    """
    words = " ".join(engine_parts(libraries, device))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def engine_parts(libraries: Iterable[str] = (), device: str = "cpu") -> tuple[str, ...]:
    """What `engine_version` is a hash of, part by part, to say where two differ."""
    names = sorted({"hypothesis", "msgpack", "numpy", "pytest", *libraries})
    versions = [f"{name} {_installed(name)}" for name in names]
    package, python = f"dlcv-autograder {_package()}", f"Python {platform.python_version()}"
    return (package, python, *versions, f"device {device}")


# What runs is what was there when this process started: both are looked up once.
@functools.cache
def _package() -> str:
    """A hash of this package, without the hidden checks."""
    files = [file for file in _PACKAGE.rglob("*.py") if _PACKAGE / "hidden" not in file.parents]
    return _digest(files)


@functools.cache
def _installed(name: str) -> str:
    return version(name)


def secret_version(secret: bytes) -> str:
    """What tells two secrets apart without telling either."""
    return hashlib.sha256(b"version of " + secret).hexdigest()[:16]


def _digest(files: Iterable[Path]) -> str:
    content = hashlib.sha256()
    for file in sorted(files):
        content.update(f"{file.name}\0".encode())
        content.update(hashlib.sha256(file.read_bytes()).digest())
    return content.hexdigest()[:16]


def _read_settings(path: Path) -> _AssignmentFile:
    try:
        return _AssignmentFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CourseError(f"{path}: {error}") from None
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise CourseError(f"{path}: {field}: {first['msg']}.") from None
