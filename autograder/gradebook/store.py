"""The gradebook: one SQLite file with one writer, in which nothing is overwritten.

Every grading is a row, with the versions of submission, checks, engine and secret that gave it;
the row that counts is the one whose versions are the present ones. Imports the records only.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from autograder.records import Result, Versions

_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    id INTEGER PRIMARY KEY,
    assignment TEXT NOT NULL,
    folder BLOB NOT NULL,          -- the folder's name as the file system has it
    student TEXT NOT NULL,         -- the same, for people
    submission_version TEXT NOT NULL,
    checks_version TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    secret_version TEXT NOT NULL,
    score REAL,                    -- NULL: ungraded
    max_score REAL NOT NULL,
    result TEXT NOT NULL,          -- JSON, all of it
    graded_at TEXT NOT NULL        -- UTC, ISO 8601
);
-- Delivery may be repeated, a grade may not: equal versions give one graded row.
CREATE UNIQUE INDEX IF NOT EXISTS one_grade ON results (
    assignment, folder, submission_version, checks_version, engine_version, secret_version
) WHERE score IS NOT NULL;
"""


class GradebookBusyError(Exception):
    """Another run is writing to this gradebook."""


class Gradebook:
    """An open gradebook."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @staticmethod
    @contextlib.contextmanager
    def open(path: Path) -> Iterator[Gradebook]:
        """Open the gradebook at `path` for writing, making it if need be.

        Raises:
            GradebookBusyError: another process has it open.
            sqlite3.DatabaseError: the file is no gradebook.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise GradebookBusyError(f"Another run is writing to {path}.") from None
            with contextlib.closing(sqlite3.connect(path)) as connection:
                connection.executescript(_SCHEMA)
                yield Gradebook(connection)
        finally:
            os.close(lock)

    def record(self, result: Result) -> None:
        """Keep a result; it is on the disk when this returns. A repeated one changes nothing."""
        versions = result.versions
        with self._connection:
            self._connection.execute(
                "INSERT INTO results (assignment, folder, student, submission_version,"
                " checks_version, engine_version, secret_version, score, max_score, result,"
                " graded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (
                    result.assignment,
                    os.fsencode(result.student),
                    result.student.encode("utf-8", "backslashreplace").decode(),
                    versions.submission,
                    versions.checks,
                    versions.engine,
                    versions.secret,
                    result.score,
                    result.max_score,
                    result.to_json(),
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )

    def graded(self, assignment: str, student: str, versions: Versions) -> Result | None:
        """The grade that a submission already has under exactly these versions."""
        row = self._connection.execute(
            "SELECT result FROM results WHERE assignment = ? AND folder = ?"
            " AND submission_version = ? AND checks_version = ? AND engine_version = ?"
            " AND secret_version = ? AND score IS NOT NULL",
            (
                assignment,
                os.fsencode(student),
                versions.submission,
                versions.checks,
                versions.engine,
                versions.secret,
            ),
        ).fetchone()
        return None if row is None else Result.from_json(row[0])
