"""Which of a student's submissions counts. Imports `handed_in`, the records and the schedule.

The last in time; if there is none, the last that the late policy still takes; else the last. Being
late is told by the submission's own time, never by the clock.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.checking.rendering import printable
from autograder.checking.verdicts import Outcome, Verdict
from autograder.intake.handed_in import HandedIn, Note
from autograder.records import Student
from autograder.schedule import Week

_BEGINNING = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Choice:
    """What counts, for whom, and what does not."""

    counting: tuple[HandedIn, ...]
    """Their authors are those for whom they count."""
    superseded: tuple[tuple[HandedIn, str], ...]
    """With the reason."""
    notes: tuple[Note, ...]


def choose(handed_in: Sequence[HandedIn], week: Week | None) -> Choice:
    """Find for every author what counts.

    Where nothing says which of several is the last, none gets a grade: a person must say it.
    """
    chosen, undecided = _chosen(handed_in, week)
    counting, superseded, notes = [], [], []
    for number, one in enumerate(handed_in):
        authors = tuple(a for a in one.authors if chosen[identity(a)] == number)
        problem = _undecided(one) if number in undecided else one.problem
        if authors:
            counting.append(replace(one, authors=authors, problem=problem))
            notes += _notes(one, authors, week)
        else:
            counts = chosen[identity(one.authors[0])]
            why = "nothing says whether it is the last"
            if counts not in undecided:
                why = _why_superseded(one, handed_in[counts], week)
            superseded.append((one, why))
    return Choice(tuple(counting), tuple(superseded), tuple(notes))


def identity(author: Student) -> tuple[str, str]:
    """What tells an author from all others of the class."""
    for key in ("canvas_id", "moodle_id", "email", "student_id"):
        value = str(getattr(author, key)).casefold()
        if value:
            return key, value
    return "name", author.name


def _chosen(
    handed_in: Sequence[HandedIn], week: Week | None
) -> tuple[dict[tuple[str, str], int], set[int]]:
    """By author, the number of what counts; and the numbers of which it is not sure."""
    by_author: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(handed_in):
        for author in one.authors:
            by_author[identity(author)].append(number)
    chosen: dict[tuple[str, str], int] = {}
    undecided = set[int]()
    for who, numbers in by_author.items():
        if _have_an_order([handed_in[n] for n in numbers]):
            chosen[who] = max(numbers, key=lambda n: _rank(handed_in[n], week))
        else:
            chosen[who] = numbers[0]
            undecided.add(numbers[0])
    return chosen, undecided


def is_late(one: HandedIn, week: Week | None) -> bool:
    """Whether it came after the due time, or the platform says so."""
    if one.submitted is None or week is None:
        return one.marked_late
    return one.submitted > week.due_for(one.names)


def _rank(one: HandedIn, week: Week | None) -> tuple[int, dt.datetime, int]:
    """What counts more is greater."""
    time = one.submitted or _BEGINNING
    if not is_late(one, week):
        return 2, time, one.attempt
    taken = week is not None and one.submitted is not None and week.credit(one.names, time) > 0
    return int(taken), time, one.attempt


def _have_an_order(several: Sequence[HandedIn]) -> bool:
    timed = [one for one in several if one.submitted is not None]
    if timed and len(timed) < len(several):
        return False
    return len({(one.submitted, one.attempt) for one in several}) == len(several)


def _undecided(one: HandedIn) -> Outcome:
    return Outcome(
        Verdict.GRADER_ERROR,
        f"There are several submissions of the same student, {printable(one.source)} among them, "
        "and nothing says which is the last; take all but one away.",
    )


def _why_superseded(one: HandedIn, other: HandedIn, week: Week | None) -> str:
    counts = f"{other.source}{_at(other, week)}"
    if is_late(one, week) and not is_late(other, week):
        return f"late{_at(one, week)}; {counts} was in time and counts"
    if one.submitted and other.submitted and one.submitted > other.submitted:
        return f"later than the late policy takes{_at(one, week)}; {counts} counts"
    return f"handed in again; {counts} counts"


def _at(one: HandedIn, week: Week | None) -> str:
    """When, in the course's time zone, if there is a time."""
    if one.submitted is None:
        return ""
    time = one.submitted.astimezone(week.due.tzinfo) if week else one.submitted
    return f" ({time:%Y-%m-%d %H:%M %z})"


def _notes(one: HandedIn, authors: Sequence[Student], week: Week | None) -> list[Note]:
    notes = []
    if len(authors) < len(one.authors):
        names = ", ".join(author.name for author in authors)
        notes.append(Note(one.key, f"counts for {names} only; others handed in again"))
    if not is_late(one, week):
        return notes
    if one.submitted is None:
        notes.append(Note(one.key, "marked as late, and the download does not say how late"))
    elif week is not None and any(time <= week.due_for(one.names) for time in one.earlier):
        notes.append(
            Note(one.key, f"late{_at(one, week)}; an attempt in time is not among the files given")
        )
    return notes
