"""A class is taken in: every submission that counts, and what became of everything else.

Imports this folder, the records and the schedule. The way of a class:

::

    folder, zip ── tree ── layouts: HandedIn ── matching ── choice ── reading: Submission
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.intake.archives import open_class_archive
from autograder.intake.choice import choose
from autograder.intake.handed_in import HandedIn, IntakeError, Note
from autograder.intake.layouts import read_class
from autograder.intake.matching import Matched, match
from autograder.intake.reading import read_submission
from autograder.intake.roster import Roster
from autograder.intake.times import with_times
from autograder.intake.tree import Node, folder_on_disk
from autograder.records import Assignment, Student, Submission
from autograder.schedule import Week


@dataclass(frozen=True)
class Superseded:
    """A submission that does not count, since another one of its authors does."""

    submission: Submission
    source: str
    """Where it lies."""
    reason: str


@dataclass(frozen=True)
class Intake:
    """What was found; nothing that was given is left unsaid."""

    layout: str
    """As it was recognised, for people."""
    submissions: tuple[Submission, ...]
    """Those that count, sorted by student; no two have the same `student`."""
    superseded: tuple[Superseded, ...] = ()
    ignored: tuple[Note, ...] = ()
    """What is no submission, with the reason."""
    absent: tuple[Student, ...] = ()
    """People of the roster who handed in nothing."""
    notes: tuple[Note, ...] = ()
    """What a person should know of submissions that count."""


def take_in(
    path: Path,
    assignment: Assignment,
    roster: Roster | None = None,
    week: Week | None = None,
    times: Mapping[str, dt.datetime] | None = None,
) -> Intake:
    """Read all submissions of a class.

    Args:
        path: a folder, or a zip of it, in any of the layouts.
        assignment: the week that was handed in.
        roster: who is in the course, if it is known.
        week: when it was due; without, the last submission of a student counts.
        times: when Moodle's participants handed in, which its download does not say.

    Raises:
        IntakeError: it is neither, or no class.
    """
    graded = [function.name for function in assignment.functions]
    with _opened(path) as (place, refused):
        found = read_class(place, assignment.module)
        timed, untimed = list(found.handed_in), list[Note]()
        if times is not None:
            timed, untimed = with_times(found, times)
        matched = Matched(tuple(timed), (), ())
        if roster is not None:
            matched = match(timed, roster.students)
        choice = choose(matched.handed_in, week)
        _check_that_keys_differ(choice.counting)
        return Intake(
            layout=found.layout,
            submissions=tuple(
                read_submission(one, assignment.module, graded)
                for one in sorted(choice.counting, key=_by_key)
            ),
            superseded=tuple(
                Superseded(read_submission(one, assignment.module, graded), one.source, reason)
                for one, reason in choice.superseded
            ),
            ignored=(*refused, *found.ignored, *(roster.ignored if roster else ())),
            absent=matched.absent,
            notes=(*matched.notes, *choice.notes, *untimed),
        )


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[tuple[Node, Sequence[Note]]]:
    if path.is_dir():
        yield folder_on_disk(path), ()
    else:
        with open_class_archive(path) as opened:
            yield opened


def _by_key(one: HandedIn) -> bytes:
    return one.key.encode("utf-8", "surrogateescape")


def _check_that_keys_differ(counting: Sequence[HandedIn]) -> None:
    sources: dict[str, str] = {}
    for one in counting:
        if one.key in sources:
            raise IntakeError(
                f"{sources[one.key]} and {one.source} would both be called {one.key}; "
                "rename one of them."
            )
        sources[one.key] = one.source
