"""The roster in the gradebook. Imports `schema` and the records."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, replace

from autograder.gradebook import schema
from autograder.records import Student


class People:
    """The table `people`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep_roster(self, assignment: str, people: Sequence[Student]) -> None:
        """Keep a week's roster, in the place of earlier ones, which stay in the table."""
        if self._last_of(assignment) == tuple(people):
            return
        with self._connection:
            (roster,) = self._connection.execute(
                "SELECT coalesce(max(roster), 0) + 1 FROM people"
            ).fetchone()
            self._connection.executemany(
                "INSERT INTO people (roster, assignment, person, taken_in) VALUES (?, ?, ?, ?)",
                [
                    (roster, assignment, json.dumps(asdict(person)), schema.now())
                    for person in people
                ],
            )

    def roster(self, assignment: str) -> tuple[Student, ...]:
        """The last roster of a week, or else of any week; there may be none."""
        return self._last_of(assignment) or tuple(
            # Moodle counts participants in each assignment anew.
            replace(person, moodle_id="")
            for person in self._last_of()
        )

    def _last_of(self, assignment: str = "") -> tuple[Student, ...]:
        rows = self._connection.execute(
            "SELECT person FROM people WHERE roster ="
            " (SELECT max(roster) FROM people WHERE ? IN ('', assignment)) ORDER BY id",
            (assignment,),
        ).fetchall()
        return tuple(Student(**json.loads(person)) for (person,) in rows)
