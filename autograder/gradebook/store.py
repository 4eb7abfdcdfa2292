"""The gradebook: one SQLite file with one writer, in which nothing is overwritten.

It holds what was handed in, every grading with the versions of submission, checks, engine and
secret that gave it, the roster, adjustments by hand, and which submissions are alike. Imports this
folder's tables and the records.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from autograder.gradebook import schema
from autograder.gradebook.adjustments import Adjustments
from autograder.gradebook.comparisons import Comparisons
from autograder.gradebook.people import People
from autograder.gradebook.results import Results
from autograder.gradebook.submissions import Submissions
from autograder.records import Result, Versions

_SECONDS_TO_WAIT = 60.0
"""For a reader who is in the middle of a table, or a writer in the middle of a row."""


class GradebookBusyError(Exception):
    """Another run is writing to this gradebook."""


class GradebookMissingError(Exception):
    """There is no gradebook."""


class Gradebook:
    """An open gradebook, and its tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.submissions = Submissions(connection)
        self.results = Results(connection)
        self.people = People(connection)
        self.adjustments = Adjustments(connection)
        self.comparisons = Comparisons(connection)

    @staticmethod
    @contextlib.contextmanager
    def open(path: Path, *, make: bool = True) -> Iterator[Gradebook]:
        """Open the gradebook at `path` for writing, making it if need be and `make` says so.

        Raises:
            GradebookBusyError: another process has it open.
            GradebookMissingError: there is none, and none is to be made.
            sqlite3.DatabaseError: the file is no gradebook.
        """
        if not make:
            _assert_is_there(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise GradebookBusyError(f"Another run is writing to {path}.") from None
            with contextlib.closing(sqlite3.connect(path, timeout=_SECONDS_TO_WAIT)) as connection:
                schema.make_tables(connection)
                yield Gradebook(connection)
        finally:
            os.close(lock)

    @staticmethod
    @contextlib.contextmanager
    def read(path: Path) -> Iterator[Gradebook]:
        """Open the gradebook at `path` for reading only, also while another process writes to it.

        Raises:
            GradebookMissingError: there is none.
            sqlite3.DatabaseError: the file is no gradebook.
        """
        _assert_is_there(path)
        # Not `mode=ro`: what a killed writer left half done could not be rolled back.
        address = f"{path.resolve().as_uri()}?mode=rw"
        with contextlib.closing(
            sqlite3.connect(address, uri=True, timeout=_SECONDS_TO_WAIT)
        ) as connection:
            schema.make_readable(connection)
            yield Gradebook(connection)

    def record(self, result: Result) -> None:
        """Keep a result; it is on the disk when this returns. A repeated one changes nothing."""
        self.results.record(result)

    def graded(self, assignment: str, student: str, versions: Versions) -> Result | None:
        """The grade that a submission already has under exactly these versions."""
        return self.results.graded(assignment, student, versions)

    def assignments(self) -> tuple[str, ...]:
        """The weeks of which something is kept."""
        rows = self._connection.execute(
            "SELECT assignment FROM submissions UNION SELECT assignment FROM results"
            " UNION SELECT assignment FROM adjustments UNION SELECT assignment FROM people"
            " ORDER BY 1"
        ).fetchall()
        return tuple(name for (name,) in rows)


def _assert_is_there(path: Path) -> None:
    if not path.is_file():
        raise GradebookMissingError(
            f"There is no gradebook {path}; --out is the folder that `autograder grade` wrote to."
        )
