"""Results in the gradebook: each grading is a row, and none is ever changed.

The row that counts is the one whose versions are present ones. Imports `schema` and the
records.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from autograder.gradebook import schema
from autograder.records import Result, Versions

_VERSIONS_ARE = (
    "submission_version = ? AND checks_version = ? AND engine_version = ? AND secret_version = ?"
)


@dataclass(frozen=True)
class RecordedResult:
    """A result with its place in the gradebook."""

    id: int
    result: Result
    graded_at: dt.datetime


class Results:
    """The tables `results` and `proposals`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def record(self, *results: Result) -> None:
        """Keep results, all or none; they are on the disk when this returns.

        A repeated one changes nothing.
        """
        with self._connection:
            self._record(results)

    def graded(self, assignment: str, student: str, versions: Versions) -> Result | None:
        """The grade that a submission already has under exactly these versions."""
        return self._find("results", assignment, student, versions, "AND score IS NOT NULL")

    def recorded(self, assignment: str) -> dict[str, tuple[RecordedResult, ...]]:
        """All results of a week, by student, in the order in which they were recorded."""
        found: dict[str, tuple[RecordedResult, ...]] = {}
        for id_, text, graded_at in self._connection.execute(
            "SELECT id, result, graded_at FROM results WHERE assignment = ? ORDER BY id",
            (assignment,),
        ):
            result = Result.from_json(text)
            one = RecordedResult(id_, result, dt.datetime.fromisoformat(graded_at))
            found[result.student] = (*found.get(result.student, ()), one)
        return found

    def propose(self, result: Result) -> None:
        """Keep a result of a regrading, which counts for nothing until `accept`."""
        with self._connection:
            self._connection.execute(
                "INSERT INTO proposals VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (*_key(result.assignment, result.student, result.versions), result.to_json()),
            )

    def proposed(self, assignment: str, student: str, versions: Versions) -> Result | None:
        """What an earlier regrading, not agreed to or broken off, found for these versions."""
        return self._find("proposals", assignment, student, versions)

    def accept(self, assignment: str, results: Iterable[Result]) -> None:
        """Record what was proposed, all or none, and forget the other proposals of the week."""
        with self._connection:
            self._record(results)
            self._connection.execute("DELETE FROM proposals WHERE assignment = ?", (assignment,))

    def _record(self, results: Iterable[Result]) -> None:
        self._connection.executemany(
            "INSERT INTO results (assignment, folder, submission_version, checks_version,"
            " engine_version, secret_version, student, score, max_score, result, graded_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (
                (
                    *_key(result.assignment, result.student, result.versions),
                    schema.for_people(result.student),
                    result.score,
                    result.max_score,
                    result.to_json(),
                    schema.now(),
                )
                for result in results
            ),
        )

    def _find(
        self, table: str, assignment: str, student: str, versions: Versions, further: str = ""
    ) -> Result | None:
        row = self._connection.execute(
            f"SELECT result FROM {table} WHERE assignment = ? AND folder = ?"
            f" AND {_VERSIONS_ARE} {further}",
            _key(assignment, student, versions),
        ).fetchone()
        return None if row is None else Result.from_json(row[0])


def result_that_counts(
    recorded: Sequence[RecordedResult], submission: str, present: Collection[Versions]
) -> RecordedResult | None:
    """Of one student's results, the one that counts for a version of the submission.

    It is the last under present versions, of which there is one for each device. Where there is
    none, because the checks have changed since, the last grade stays what it was until the
    submission is graded anew.
    """
    of_submission = [one for one in recorded if one.result.versions.submission == submission]
    present_ones = [one for one in of_submission if is_present(one.result, present)]
    candidates = present_ones or of_submission
    graded = [one for one in candidates if one.result.is_graded]
    found = graded or candidates
    return found[-1] if found else None


def is_present(result: Result, present: Collection[Versions]) -> bool:
    """Whether a result has present versions of checks, engine and secret."""
    return replace(result.versions, submission="") in present


def _key(assignment: str, student: str, versions: Versions) -> tuple[object, ...]:
    return (
        assignment,
        schema.as_bytes(student),
        versions.submission,
        versions.checks,
        versions.engine,
        versions.secret,
    )
