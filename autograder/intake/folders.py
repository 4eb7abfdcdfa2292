"""A folder with one folder per student. Imports `notebooks` and the records.

A student's folder may hold anything: links are never followed, what is no regular file is never
opened, and sizes are bounded before a byte is read. Where there is no module, a notebook counts.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.checking.rendering import printable
from autograder.checking.verdicts import Outcome, Verdict
from autograder.intake.notebooks import LARGEST_NOTEBOOK, module_from_notebook
from autograder.records import Assignment, Submission

_LARGEST_FILE = 1 << 20
_LARGEST_SUBMISSION = 8 << 20
_MOST_FILES = 200
_DEEPEST_FOLDER = 4
_MOST_NAMES = 5
"""In a message."""


@dataclass(frozen=True)
class Intake:
    """What was found."""

    submissions: tuple[Submission, ...]
    ignored: tuple[tuple[str, str], ...]
    """What is no submission, with the reason."""


def take_in(folder: Path, assignment: Assignment) -> Intake:
    """Read every student's folder in `folder`.

    Raises:
        NotADirectoryError: `folder` is not one.
    """
    if not folder.is_dir():
        raise NotADirectoryError(
            f"{folder} is not a folder; give the one that holds a folder for each student."
        )
    graded = [function.name for function in assignment.functions]
    submissions, ignored = [], []
    for entry in sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name)):
        if entry.is_symlink():
            ignored.append((entry.name, "it is a link, and links are not followed"))
        elif not entry.is_dir(follow_symlinks=False):
            ignored.append((entry.name, "it is not a folder"))
        elif entry.name.startswith("."):
            ignored.append((entry.name, "its name starts with a dot"))
        else:
            submissions.append(read_submission(Path(entry.path), assignment.module, graded))
    return Intake(tuple(submissions), tuple(ignored))


def read_submission(folder: Path, module: str, graded: Collection[str]) -> Submission:
    """One student's folder as a submission, whatever it holds.

    Args:
        folder: its name is the student's.
        module: the file to hand in, without ``.py``.
        graded: the names of the functions that it should define.
    """
    wanted = f"{module}.py"
    files: dict[str, bytes] = {}
    problem: Outcome | None = None
    try:
        found = _module_or_notebook(folder, module, graded)
        if isinstance(found, Outcome):
            problem = found
        else:
            files[wanted] = found
        for path in _small_files(folder):
            name = path.relative_to(folder).as_posix()
            size = sum(len(data) for data in files.values())
            if name not in files and size < _LARGEST_SUBMISSION and len(files) < _MOST_FILES:
                with contextlib.suppress(PermissionError):
                    files[name] = _read(path)
    except OSError as error:
        problem = Outcome(Verdict.GRADER_ERROR, f"The submission can't be read: {error}")
    return Submission(folder.name, files, problem)


def _module_or_notebook(folder: Path, module: str, graded: Collection[str]) -> bytes | Outcome:
    """The module's text, from its own file or else from a notebook, or why there is none.

    Permissions are ours to mend: what can't be read is no verdict.
    """
    path = folder / f"{module}.py"
    with contextlib.suppress(FileNotFoundError):
        return _problem_of_file(path, _LARGEST_FILE) or _read(path)
    notebook = _notebook(folder, module)
    if notebook is None:
        return Outcome(Verdict.MISSING, f"There is no {path.name}.{_what_there_is(folder)}")
    if isinstance(notebook, Outcome):
        return notebook
    data = _problem_of_file(notebook, LARGEST_NOTEBOOK) or _read(notebook, LARGEST_NOTEBOOK)
    if isinstance(data, Outcome):
        return data
    return module_from_notebook(data, notebook.name, module, graded)


def _notebook(folder: Path, module: str) -> Path | Outcome | None:
    """The notebook that counts, or why it can't be said, or None if there is none at all."""
    found = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() == ".ipynb" and not path.name.startswith(".")
    )
    for path in found:
        if len(found) == 1 or path.name == f"{module}.ipynb":
            return path
    if not found:
        return None
    names = ", ".join(printable(path.name) for path in found[:_MOST_NAMES])
    return Outcome(
        Verdict.MISSING,
        f"There is no {module}.py but several notebooks ({names}"
        f"{' …' if len(found) > _MOST_NAMES else ''}); name the one that counts {module}.ipynb.",
    )


def _problem_of_file(path: Path, most_bytes: int) -> Outcome | None:
    status = path.lstat()
    name = printable(path.name)
    if stat.S_ISLNK(status.st_mode):
        return Outcome(Verdict.MISSING, f"{name} is a link; hand in the file itself.")
    if stat.S_ISDIR(status.st_mode):
        return Outcome(Verdict.MISSING, f"{name} is a folder, not a file.")
    if not stat.S_ISREG(status.st_mode):
        return Outcome(Verdict.MISSING, f"{name} is not a regular file.")
    if status.st_size > most_bytes:
        return Outcome(
            Verdict.FORBIDDEN,
            f"{name} has {status.st_size / 2**20:.1f} MB; "
            f"at most {most_bytes / 2**20:g} MB are graded.",
        )
    return None


def _what_there_is(folder: Path) -> str:
    names = sorted(path.name for path in folder.glob("*"))
    if not names:
        return " The folder is empty."
    shown = ", ".join(printable(name) for name in names[:_MOST_NAMES])
    return f" The folder holds {shown}{' …' if len(names) > _MOST_NAMES else ''}."


def _small_files(folder: Path, depth: int = _DEEPEST_FOLDER) -> Iterator[Path]:
    """The regular files below `folder` that are small enough, in a fixed order."""
    entries: list[os.DirEntry[str]] = []
    with contextlib.suppress(PermissionError):
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    for entry in entries:
        if not entry.name.isprintable() or entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth > 0:
                yield from _small_files(Path(entry.path), depth - 1)
        elif (
            entry.is_file(follow_symlinks=False)
            and entry.stat(follow_symlinks=False).st_size <= _LARGEST_FILE
        ):
            yield Path(entry.path)


def _read(path: Path, most_bytes: int = _LARGEST_FILE) -> bytes:
    # Between the look and the opening the file may have been exchanged: look again.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path} changed while it was read")
        return file.read(most_bytes + 1)
