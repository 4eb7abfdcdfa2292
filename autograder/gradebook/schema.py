"""The gradebook's tables, and how names and times stand in them. Imports nothing of this package.

A gradebook that was made before a table existed gets it when it is opened for writing; to a
reader, who changes nothing, the table is there but empty.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3

_TABLES = {
    "results": """
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
    """,
    # Results of a regrading that nobody has agreed to; none of them counts.
    "proposals": """
        assignment TEXT NOT NULL,
        folder BLOB NOT NULL,
        submission_version TEXT NOT NULL,
        checks_version TEXT NOT NULL,
        engine_version TEXT NOT NULL,
        secret_version TEXT NOT NULL,
        result TEXT NOT NULL,
        UNIQUE (assignment, folder, submission_version, checks_version, engine_version,
                secret_version)
    """,
    # What intake found: a row whenever it says something new of a submission.
    "submissions": """
        id INTEGER PRIMARY KEY,
        assignment TEXT NOT NULL,
        folder BLOB NOT NULL,
        student TEXT NOT NULL,
        version TEXT NOT NULL,         -- the submission's digest
        files TEXT NOT NULL,           -- JSON: the SHA-256 of each file's content, by its path
        problem TEXT NOT NULL,         -- JSON: why no check can run, or null
        authors TEXT NOT NULL,         -- JSON
        submitted TEXT NOT NULL,       -- ISO 8601; empty: unknown
        marked_late INTEGER NOT NULL,  -- 1: the platform calls it late
        counts INTEGER NOT NULL,       -- 0: handed in too, but another one counts
        taken_in TEXT NOT NULL         -- UTC, ISO 8601
    """,
    "contents": """
        sha256 TEXT PRIMARY KEY,
        compressed BLOB NOT NULL       -- by zlib
    """,
    # The roster: people of equal `roster` came together, and the last ones count.
    "people": """
        id INTEGER PRIMARY KEY,
        roster INTEGER NOT NULL,
        assignment TEXT NOT NULL,
        person TEXT NOT NULL,          -- JSON
        taken_in TEXT NOT NULL
    """,
    "adjustments": """
        id INTEGER PRIMARY KEY,
        assignment TEXT NOT NULL,
        person TEXT NOT NULL,          -- JSON
        kind TEXT NOT NULL,            -- set, add or revoke
        points REAL,                   -- NULL of a revocation
        revokes INTEGER REFERENCES adjustments (id),
        reason TEXT NOT NULL,
        made_by TEXT NOT NULL,         -- login name
        made_at TEXT NOT NULL          -- UTC, ISO 8601
    """,
    # Which submissions are alike: the last row of a week counts.
    "comparisons": """
        id INTEGER PRIMARY KEY,
        assignment TEXT NOT NULL,
        comparison TEXT NOT NULL,      -- JSON
        made_at TEXT NOT NULL          -- UTC, ISO 8601
    """,
}
_INDICES = """
-- Delivery may be repeated, a grade may not: equal versions give one graded row.
CREATE UNIQUE INDEX IF NOT EXISTS one_grade ON results (
    assignment, folder, submission_version, checks_version, engine_version, secret_version
) WHERE score IS NOT NULL;
CREATE INDEX IF NOT EXISTS submissions_of ON submissions (assignment, folder);
"""


def make_tables(connection: sqlite3.Connection) -> None:
    """Add the tables that are not there."""
    for name, columns in _TABLES.items():
        connection.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")
    connection.executescript(_INDICES)


def make_readable(connection: sqlite3.Connection) -> None:
    """Let a connection change nothing, and find an empty table for each that is not there."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for name in _TABLES.keys() - {name for (name,) in found}:
        connection.execute(f"CREATE TEMP TABLE {name} ({_TABLES[name]})")
    connection.commit()
    connection.execute("PRAGMA query_only = ON")


def now() -> str:
    """The time, as the tables have it."""
    return utc(dt.datetime.now(dt.UTC))


def utc(time: dt.datetime) -> str:
    """A time, as the tables have it."""
    return time.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def for_people(name: str) -> str:
    """A name as text, whatever bytes it had in the file system."""
    return name.encode("utf-8", "backslashreplace").decode()


def as_bytes(name: str) -> bytes:
    """A name as the file system has it: the key of a submission."""
    return os.fsencode(name)


def as_name(folder: bytes) -> str:
    """The inverse of `as_bytes`."""
    return os.fsdecode(folder)
