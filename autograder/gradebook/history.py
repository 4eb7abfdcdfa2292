"""The story of one grade: what was handed in, graded, graded anew and adjusted, in order of time.

Imports this folder's modules and the records.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.gradebook.adjustments import Adjustment, AdjustmentKind, standing
from autograder.gradebook.changes import changed_checks, changed_versions
from autograder.gradebook.grades import Member
from autograder.gradebook.results import RecordedResult, result_that_counts
from autograder.gradebook.store import Gradebook
from autograder.gradebook.submissions import KeptSubmission
from autograder.people import Roll
from autograder.records import Versions


class EventKind(StrEnum):
    """What happened."""

    HANDED_IN = "handed_in"
    GRADED = "graded"
    REGRADED = "regraded"
    ADJUSTED = "adjusted"


@dataclass(frozen=True)
class Event:
    """One thing that happened to a grade."""

    time: dt.datetime
    kind: EventKind
    words: str
    """What happened, in one line."""
    counts: bool
    """Whether the grade of today rests on it."""
    details: tuple[str, ...] = ()
    """What changed since the event before it, and why."""
    versions: Versions | None = None
    """Of a result."""
    score: float | None = None
    """Of a result, by its checks' own points."""
    max_score: float | None = None
    by: str = ""
    """The login name of who adjusted."""
    submission: str = ""
    """The version of what was handed in or graded."""


def history(
    book: Gradebook, assignment: str, member: Member, present: Collection[Versions]
) -> tuple[Event, ...]:
    """What happened to one person's grade of a week.

    Args:
        book: the gradebook.
        assignment: the week's name.
        member: the person, from `class_of`.
        present: as in `grades`.
    """
    counting = member.submission
    kept = [
        one
        for one in _last_words(book.submissions.taken_in(assignment))
        if one.student in member.keys or Roll(one.authors).find(member.person) is not None
    ]
    keys = dict.fromkeys([*member.keys, *(one.student for one in kept)])
    recorded = book.results.recorded(assignment)
    last = (
        result_that_counts(recorded.get(counting.student, ()), counting.version, present)
        if counting
        else None
    )
    events = [
        *(_handed_in(one, is_last=counting is not None and one.id == counting.id) for one in kept),
        *(event for key in keys for event in _graded(recorded.get(key, ()), last)),
        *_adjusted(member.adjustments),
    ]
    return tuple(sorted(events, key=lambda event: event.time))


def _last_words(kept: Iterable[KeptSubmission]) -> Iterable[KeptSubmission]:
    """Each hand-in once, with what intake said of it last."""
    # Without a time of its own, each intake may have seen another one.
    return {(one.student, one.version, one.submitted or one.taken_in): one for one in kept}.values()


def _handed_in(kept: KeptSubmission, *, is_last: bool) -> Event:
    names = ", ".join(kept.file_names[:5]) + (" …" if len(kept.file_names) > 5 else "")
    together = ", ".join(author.name for author in kept.authors)
    details = [f"by {together}"] if together != kept.student else []
    if kept.submitted is None:
        details.append("the time is when it was taken in")
    if kept.marked_late:
        details.append("marked as late by the platform")
    if not kept.counts:
        details.append("another one counts")
    return Event(
        time=kept.time,
        kind=EventKind.HANDED_IN,
        words=names or "nothing that can be read",
        counts=is_last,
        details=tuple(details),
        submission=kept.version,
    )


def _graded(recorded: Sequence[RecordedResult], counting: RecordedResult | None) -> Iterator[Event]:
    """One submission's results, each with what it changed."""
    for before, one in zip([None, *recorded], recorded, strict=False):
        result = one.result
        details: tuple[str, ...] = ()
        if before is not None:
            why = changed_versions(before.result.versions, result.versions) or ("tried again",)
            details = (*why, *map(str, changed_checks(before.result, result)))
        again = before is not None and before.result.versions.submission == (
            result.versions.submission
        )
        if result.score is None:
            details = ("the grader failed: a person must look", *details)
        yield Event(
            time=one.graded_at,
            kind=EventKind.REGRADED if again else EventKind.GRADED,
            words="ungraded"
            if result.score is None
            else f"{result.score:g} / {result.max_score:g}",
            counts=one is counting,
            details=details,
            versions=result.versions,
            score=result.score,
            max_score=result.max_score,
            submission=result.versions.submission,
        )


def _adjusted(adjustments: Sequence[Adjustment]) -> Iterator[Event]:
    valid = {one.id for one in standing(adjustments)}
    for one in adjustments:
        number = "" if one.kind is AdjustmentKind.REVOKE else f" (adjustment {one.id})"
        yield Event(
            time=one.made_at,
            kind=EventKind.ADJUSTED,
            words=f"{one.effect}{number}",
            counts=one.id in valid,
            details=(one.reason,),
            by=one.made_by,
        )
