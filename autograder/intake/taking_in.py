"""A class is taken in: every submission that counts, and what became of everything else.

Imports this folder, the records and the schedule. The way of a class:

::

    folder, zip ── tree ── layouts: HandedIn ── matching ── choice ── reading: Submission
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.checking.rendering import printable
from autograder.intake.archives import open_class_archive
from autograder.intake.choice import Choice, choose
from autograder.intake.handed_in import HandedIn, IntakeError, Note
from autograder.intake.layouts import read_class
from autograder.intake.matching import Matched, match
from autograder.intake.reading import read_submission
from autograder.intake.roster import Roster
from autograder.intake.times import with_times
from autograder.intake.tree import Node, folder_on_disk
from autograder.records import Assignment, Student, Submission
from autograder.schedule import Week

_MOST_SAID = 5
"""Of the reasons why something is no submission, where there is none at all."""


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
    """Read all submissions of a class; see `opened_class`."""
    with opened_class(path, assignment, roster, week, times) as opened:
        return opened.read()


@contextlib.contextmanager
def opened_class(
    path: Path,
    assignment: Assignment,
    roster: Roster | None = None,
    week: Week | None = None,
    times: Mapping[str, dt.datetime] | None = None,
) -> Iterator[OpenedClass]:
    """Look at what a class has handed in, and choose what counts, before any of it is read.

    Args:
        path: a folder, or a zip of it, in any of the layouts.
        assignment: the week that was handed in.
        roster: who is in the course, if it is known.
        week: when it was due; without, the last submission of a student counts.
        times: when Moodle's participants handed in, which its download does not say.

    Raises:
        IntakeError: it is neither, or no class.
    """
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
        ignored = (*refused, *found.ignored)
        if not choice.counting and not choice.superseded:
            raise IntakeError(_nothing_in(path, ignored))
        ignored += roster.ignored if roster else ()
        yield OpenedClass(assignment, found.layout, choice, ignored, matched, tuple(untimed))


def _as_read(submission: Submission, counts: bool) -> Submission:
    return submission


@dataclass(frozen=True)
class OpenedClass:
    """A class that lies open."""

    assignment: Assignment
    layout: str
    choice: Choice
    ignored: tuple[Note, ...]
    matched: Matched
    untimed: tuple[Note, ...] = ()

    def read(self, passed_on: Callable[[Submission, bool], Submission] = _as_read) -> Intake:
        """Read all submissions.

        Args:
            passed_on: gets each submission as it is read, and whether it counts, last those that
                do; what it returns is what is in the intake. A large class does not fit into
                memory with all its files.
        """

        def read(one: HandedIn, *, counts: bool) -> Submission:
            return passed_on(read_submission(one, self.assignment.module, graded), counts)

        graded = [function.name for function in self.assignment.functions]
        superseded = tuple(
            Superseded(read(one, counts=False), one.source, reason)
            for one, reason in self.choice.superseded
        )
        counting = sorted(self.choice.counting, key=_by_key)
        return Intake(
            layout=self.layout,
            submissions=tuple(read(one, counts=True) for one in counting),
            superseded=superseded,
            ignored=self.ignored,
            absent=self.matched.absent,
            notes=(*self.matched.notes, *self.choice.notes, *self.untimed),
        )


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[tuple[Node, Sequence[Note]]]:
    if path.is_dir():
        yield folder_on_disk(path), ()
    else:
        with open_class_archive(path) as opened:
            yield opened


def _nothing_in(path: Path, ignored: Sequence[Note]) -> str:
    left_out = "".join(
        f" {printable(n.name)}: {printable(n.reason)}." for n in ignored[:_MOST_SAID]
    )
    return (
        f"{path} holds no submissions; give what the platform gave, or a folder with one folder or "
        f"file for each student.{left_out}"
    )


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
