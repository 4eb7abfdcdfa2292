"""Points that a person gives or takes by hand, in the gradebook: who, when, and why.

Nothing is changed afterwards: what is taken back is a row that says so. Imports `schema` and the
records.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from autograder.gradebook import schema
from autograder.records import Student

_COLUMNS = "id, assignment, person, kind, points, revokes, reason, made_by, made_at"


class AdjustmentKind(StrEnum):
    """What an adjustment does to a week's points."""

    SET = "set"
    """They become exactly these, whatever came before."""
    ADD = "add"
    """They become more, or less; neither below 0 nor above the most."""
    REVOKE = "revoke"
    """An earlier adjustment counts no more."""


@dataclass(frozen=True)
class Adjustment:
    """One adjustment, or the revocation of one."""

    id: int
    assignment: str
    person: Student
    kind: AdjustmentKind
    points: float | None
    """None of a revocation."""
    revokes: int | None
    reason: str
    made_by: str
    """A login name."""
    made_at: dt.datetime

    @property
    def effect(self) -> str:
        """What it does, in words."""
        if self.points is None:
            return f"adjustment {self.revokes} taken back"
        if self.kind is AdjustmentKind.SET:
            return f"set to {self.points:g} point{'s' * (self.points != 1)}"
        sign = "+" if self.points >= 0 else "−"
        return f"{sign}{abs(self.points):g} point{'s' * (abs(self.points) != 1)}"


class Adjustments:
    """The table `adjustments`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(
        self,
        assignment: str,
        person: Student,
        kind: AdjustmentKind,
        points: float | None,
        *,
        reason: str,
        made_by: str,
        revokes: int | None = None,
    ) -> Adjustment:
        """Keep an adjustment; it is on the disk when this returns."""
        with self._connection:
            id_ = self._connection.execute(
                "INSERT INTO adjustments (assignment, person, kind, points, revokes, reason,"
                " made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(assignment, json.dumps(asdict(person)), kind.value, points, revokes),
                    *(schema.for_people(reason), made_by, schema.now()),
                ),
            ).lastrowid
        return next(one for one in self.of(assignment) if one.id == id_)

    def of(self, assignment: str) -> tuple[Adjustment, ...]:
        """All of a week, in order."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM adjustments WHERE assignment = ? ORDER BY id", (assignment,)
        ).fetchall()
        return tuple(
            Adjustment(
                id=id_,
                assignment=week,
                person=Student(**json.loads(person)),
                kind=AdjustmentKind(kind),
                points=points,
                revokes=revokes,
                reason=reason,
                made_by=made_by,
                made_at=dt.datetime.fromisoformat(made_at),
            )
            for id_, week, person, kind, points, revokes, reason, made_by, made_at in rows
        )


def standing(adjustments: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    """Those that are neither revoked nor revocations, in order."""
    every = tuple(adjustments)
    revoked = {one.revokes for one in every}
    return tuple(
        one for one in every if one.kind is not AdjustmentKind.REVOKE and one.id not in revoked
    )


def adjusted(
    points: float | None, most: float, adjustments: Iterable[Adjustment]
) -> tuple[float | None, tuple[Adjustment, ...]]:
    """A week's points after the adjustments of one person, and those that make a difference.

    Args:
        points: before; None if ungraded.
        most: the week's points, which only an adjustment that sets them goes beyond.
        adjustments: those that stand, in order.
    """
    every = tuple(adjustments)
    last_set = max((k for k, one in enumerate(every) if one.kind is AdjustmentKind.SET), default=0)
    effective = every[last_set:]
    lowest, highest = 0.0, most
    for one in effective[:1]:
        if one.kind is AdjustmentKind.SET and one.points is not None:
            points = one.points
            lowest, highest = min(lowest, points), max(highest, points)
    if points is not None:
        points += sum(one.points or 0 for one in effective if one.kind is AdjustmentKind.ADD)
        points = min(max(points, lowest), highest)
    return points, effective
