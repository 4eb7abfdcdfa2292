"""`autograder` in a process that kills itself with SIGKILL at a chosen moment.

``python -m tests.robustness.dying MOMENT NUMBER COUNTS ARGUMENTS…`` runs ``autograder ARGUMENTS…``
until the moment comes for the NUMBERth time; ``none`` never comes. COUNTS gets, as JSON, how often
each came. What is patched here are the doors that the product goes through, and nothing of its own.
"""

from __future__ import annotations

import atexit
import io
import json
import os
import signal
import sqlite3
import sys
from collections import Counter
from pathlib import Path
from typing import IO, Any

from autograder.cli import main as autograder

MOMENTS = {
    "row": "before a row of the gradebook",
    "commit": "in a gradebook's transaction, a part of it on the disk",
    "write": "in the middle of a file of the results or the report",
    "rename": "before such a file gets its name",
    "renamed": "when it has just got it",
}


class _Watch:
    """Counts the moments, and ends this process at the chosen one."""

    def __init__(self, moment: str, number: int) -> None:
        self._chosen = (moment, number)
        self.counts: Counter[str] = Counter()

    def is_next(self, moment: str) -> bool:
        """Count a moment; whether it is the chosen one."""
        self.counts[moment] += 1
        return (moment, self.counts[moment]) == self._chosen

    def pass_by(self, moment: str) -> None:
        """Count a moment, and die if it is the chosen one."""
        if self.is_next(moment):
            _die()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _watch_files(watch: _Watch) -> None:
    fdopen, replace = os.fdopen, Path.replace

    class Watched(io.BufferedWriter):
        def write(self, data: bytes) -> int:  # type: ignore[override]
            if watch.is_next("write"):
                super().write(data[: len(data) // 2])
                self.flush()
                _die()
            return super().write(data)

    def watched_fdopen(descriptor: int, mode: str = "r") -> IO[Any]:
        if mode == "wb":
            return Watched(io.FileIO(descriptor, mode))
        return fdopen(descriptor, mode)

    def watched_replace(self: Path, target: Path) -> Path:
        watch.pass_by("rename")
        found = replace(self, target)
        watch.pass_by("renamed")
        return found

    os.fdopen = watched_fdopen  # type: ignore[assignment]
    Path.replace = watched_replace  # type: ignore[method-assign,assignment]


def _watch_gradebook(watch: _Watch) -> None:
    connect = sqlite3.connect

    def watched_connect(*arguments: object, **keywords: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **keywords)  # type: ignore[call-overload]
        # With no room for changed pages in memory, they are on the disk before the commit.
        connection.execute("PRAGMA cache_size = 1")
        connection.set_trace_callback(look)
        return connection

    def look(statement: str) -> None:
        if statement.startswith("INSERT"):
            watch.pass_by("row")
        elif statement == "COMMIT":
            watch.pass_by("commit")

    sqlite3.connect = watched_connect  # type: ignore[assignment]


def main() -> None:
    """Run the command."""
    moment, number, counts, *arguments = sys.argv[1:]
    watch = _Watch(moment, int(number))
    _watch_files(watch)
    _watch_gradebook(watch)
    atexit.register(lambda: Path(counts).write_text(json.dumps(watch.counts)))
    autograder(arguments, prog_name="autograder")


if __name__ == "__main__":
    main()
