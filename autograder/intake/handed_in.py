"""What someone handed in at some time, before anything is looked for in it. Imports `tree` and the
records.

Every layout gives these; what becomes of them is the same for all.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from autograder.checking.verdicts import Outcome
from autograder.intake.tree import Node
from autograder.records import Student


class IntakeError(Exception):
    """What was given can't be taken in at all; the message says what to give instead."""


class Note(NamedTuple):
    """A sentence about one thing of a class: `name` and what there is to say of it."""

    name: str
    reason: str


@dataclass(frozen=True)
class HandedIn:
    """Files by one student or team."""

    key: str
    """`Submission.student` to be."""
    source: str
    """Where it lies, for people."""
    root: Node
    authors: tuple[Student, ...]
    submitted: dt.datetime | None = None
    marked_late: bool = False
    attempt: int = 0
    """Orders several of one student where there is no time."""
    earlier: tuple[dt.datetime, ...] = ()
    """Times of attempts whose files are not there."""
    problem: Outcome | None = None
    """Why its files can't be looked at."""

    @property
    def names(self) -> tuple[str, ...]:
        """All by which its key and authors are known."""
        return (self.key, *(name for author in self.authors for name in author.names))


@dataclass(frozen=True)
class Found:
    """What a layout made of a class."""

    layout: str
    """For people, for example "a Canvas download"."""
    handed_in: tuple[HandedIn, ...]
    ignored: tuple[Note, ...]


def make_key(name: str, number: str) -> str:
    """A student's key of a name and what is unique on the platform; good as a file's name."""
    text = unicodedata.normalize("NFC", f"{name}_{number}")
    text = "".join(character if character.isprintable() else " " for character in text)
    return re.sub(r"[/\\]", "-", text).strip(" .")


def notes_on_hidden(place: Node) -> list[Note]:
    """What systems put into a class's folder, said as ignored."""
    reason = "its name starts with a dot"
    return [
        Note(node.name, reason if node.name.startswith(".") else "the system put it there")
        for node in place.children()
        if node.is_hidden
    ]
