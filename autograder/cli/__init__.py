"""The command `autograder`: options, messages, exit statuses. With `commands`, it knows all.

Each command's module is imported when that command is asked for: all of them need far more than
one, which would make every command slow to start.
"""

from __future__ import annotations

import atexit
import errno
import gc
import importlib
import os
import sqlite3
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import cast

import click

_MODULES = {
    "adjust": "gradebook",
    "author": "weeks",
    "calibrate": "calibrating",
    "doctor": "grading",
    "export": "exporting",
    "fetch": "fetching",
    "grade": "grading",
    "grades": "gradebook",
    "gradescope": "gradescope",
    "history": "history",
    "mutate": "weeks",
    "new": "weeks",
    "regrade": "regrading",
    "release": "releasing",
    "report": "reporting",
    "schedule": "releasing",
    "similar": "similarity",
    "verify": "weeks",
}
"""Every command's module in this folder."""

_NEW_OBJECTS_BETWEEN_COLLECTIONS = 10_000
"""Python's own number, 700, has it look for garbage hundreds of times while it imports."""

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_UNUSABLE = {
    errno.EACCES: "you may not read or write it, or its folder",
    errno.EPERM: "you may not read or write it, or its folder",
    errno.EROFS: "its disk can only be read",
    errno.ENOTDIR: "one of the folders in its path is a file",
    errno.EEXIST: "it is a file, where a folder is needed",
    errno.EISDIR: "it is a folder, where a file is needed",
}
"""Why nothing can be done with a path."""
_NO_ROOM_FOR_GRADEBOOK = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})


class _Commands(Mapping[str, click.Command]):
    """All commands by name, each imported when it is looked up."""

    def __getitem__(self, name: str) -> click.Command:
        module = importlib.import_module(f"autograder.cli.{_MODULES[name]}")
        commands: tuple[click.Command, ...] = module.COMMANDS
        return next(command for command in commands if command.name == name)

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


class _Group(click.Group):
    """Says what is wrong with the input in one sentence, and nothing of our insides."""

    def invoke(self, context: click.Context) -> object:
        _start_lightly()
        try:
            return super().invoke(context)
        except (click.ClickException, click.Abort, click.exceptions.Exit):  # how commands end
            raise
        except OSError as error:
            raise click.ClickException(_about_file(error)) from None
        except Exception as error:
            # Only now: it imports all folders.
            from autograder.cli.errors import sentence_of

            sentence = sentence_of(error)
            if sentence is None and isinstance(error, sqlite3.DatabaseError):
                sentence = _about_gradebook(error)
            if sentence is None:
                raise
            raise click.ClickException(sentence) from None


def _about_file(error: OSError) -> str:
    name = error.filename or "A file"
    if error.errno in _NO_ROOM:
        return (
            f"{name} can't be written: {error.strerror}. What was written before stands; make "
            "room, and run the command again."
        )
    if error.errno in _UNUSABLE:
        return f"{name} can't be used: {_UNUSABLE[error.errno]}."
    return str(error)


def _about_gradebook(error: sqlite3.DatabaseError) -> str:
    kind = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # without its details
    if kind not in _NO_ROOM_FOR_GRADEBOOK:
        return f"The gradebook can't be used: {error}. Give another --out, or move it away."
    return (
        f"The gradebook can't be written: {error}. What is in it stands; make room on the "
        "disk, and run the command again."
    )


# A group changes its commands where more are added, and otherwise only looks them up.
@click.group(cls=_Group, commands=cast(MutableMapping[str, click.Command], _Commands()))
@click.option(
    "--course",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The course's root folder, if it is not around the current one.",
)
@click.version_option(package_name="dlcv-autograder")
@click.pass_context
def main(context: click.Context, folder: Path | None) -> None:
    """Write, grade and verify the homework of a deep learning course."""
    context.obj = folder


def _start_lightly() -> None:
    """Before a command's module is imported: leave out what costs time and is of no use."""
    # NumPy's threads wait for work by running. Nothing here is large enough for several, and with
    # one, as submissions have, the same sums are made in the same order. Workers inherit it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What is imported is no garbage, and nothing is once the process ends.
    gc.set_threshold(_NEW_OBJECTS_BETWEEN_COLLECTIONS)
    atexit.register(gc.freeze)
