"""What comparing a week's submissions found, in the gradebook. Imports `schema`.

The tables know nothing of what is in it: the folder `similarity` writes and reads the JSON.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass

from autograder.gradebook import schema


@dataclass(frozen=True)
class KeptComparison:
    """A comparison, and when it was made."""

    text: str
    """JSON."""
    made_at: dt.datetime


class Comparisons:
    """The table `comparisons`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, assignment: str, text: str) -> None:
        """Keep what was found; from now on it is what counts of the week."""
        with self._connection:
            self._connection.execute(
                "INSERT INTO comparisons (assignment, comparison, made_at) VALUES (?, ?, ?)",
                (assignment, text, schema.now()),
            )

    def last(self, assignment: str) -> KeptComparison | None:
        """What was found last, if a week was ever compared."""
        row = self._connection.execute(
            "SELECT comparison, made_at FROM comparisons WHERE assignment = ?"
            " ORDER BY id DESC LIMIT 1",
            (assignment,),
        ).fetchone()
        return row and KeptComparison(row[0], dt.datetime.fromisoformat(row[1]))
