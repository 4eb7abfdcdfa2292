"""Which person of another system's file is which student of ours. Imports the records only.

Both sides are `Student` records; what a side does not know of a person is empty there, and says
nothing. A person is found by the first of these that finds anyone: the platform's own number, the
student ID, email or login, the exact name. Nobody is ever guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.records import Student


class FoundBy(StrEnum):
    """What two records of a person have in common, the most reliable first."""

    CANVAS_ID = "Canvas ID"
    MOODLE_ID = "Moodle participant number"
    STUDENT_ID = "student ID"
    EMAIL_OR_LOGIN = "email or login"
    NAME = "name"


@dataclass(frozen=True)
class Matching:
    """Who is who; every student is in one of the two."""

    found: Mapping[int, int]
    """A student's position to that of the person."""
    doubts: Mapping[int, str]
    """A student's position to why nobody is found, as the rest of a sentence."""
    by_name: tuple[int, ...]
    """The students who are found by nothing but the name."""


def match(students: Sequence[Student], people: Sequence[Student]) -> Matching:
    """Find students among the people of a file."""
    index: dict[tuple[FoundBy, str], list[int]] = defaultdict(list)
    for position, person in enumerate(people):
        for kind, keys in _keys(person).items():
            for key in keys:
                index[kind, key].append(position)
    found: dict[int, tuple[int, FoundBy]] = {}
    doubts: dict[int, str] = {}
    for position, student in enumerate(students):
        kind, candidates = _candidates(student, index)
        doubt = _doubt(student, kind, [people[candidate] for candidate in candidates])
        if doubt:
            doubts[position] = doubt
        else:
            found[position] = candidates[0], kind
    times = Counter(at for at, _ in found.values())
    for position, (at, _) in list(found.items()):
        if times[at] > 1:
            doubts[position] = f"{times[at]} grades fit {called(people[at])!r} of the file"
            del found[position]
    return Matching(
        found={position: person for position, (person, _) in found.items()},
        doubts=doubts,
        by_name=tuple(at for at, (_, kind) in found.items() if kind is FoundBy.NAME),
    )


def called(person: Student) -> str:
    """A person's name, or what else there is to tell who it is."""
    return person.name or person.email or person.student_id or f"Participant {person.moodle_id}"


def normalised_name(name: str) -> str:
    """A name for comparison: "Last, First" is "First Last", in whatever case and composition."""
    parts = name.split(",")
    if len(parts) == 2:
        name = f"{parts[1]} {parts[0]}"
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())


def normalised_id(text: str) -> str:
    """A student ID for comparison: spreadsheets take leading zeros from numbers."""
    return re.sub(r"^0+(?=\d+$)", "", _folded(text))


def _keys(student: Student) -> dict[FoundBy, set[str]]:
    """What a person can be found by; the order is that of trust."""
    keys = {
        FoundBy.CANVAS_ID: {_folded(student.canvas_id)},
        FoundBy.MOODLE_ID: {_folded(student.moodle_id)},
        FoundBy.STUDENT_ID: {normalised_id(student.student_id)},
        FoundBy.EMAIL_OR_LOGIN: {_folded(student.email), _folded(student.login)},
        FoundBy.NAME: {normalised_name(student.name)},
    }
    return {kind: texts - {""} for kind, texts in keys.items()}


def _candidates(
    student: Student, index: Mapping[tuple[FoundBy, str], list[int]]
) -> tuple[FoundBy, list[int]]:
    for kind, keys in _keys(student).items():
        candidates = sorted({at for key in keys for at in index.get((kind, key), [])})
        if candidates:
            return kind, candidates
    return FoundBy.NAME, []


def _doubt(student: Student, kind: FoundBy, candidates: list[Student]) -> str:
    """Why the candidates are not the student; empty if the only one is."""
    if not candidates:
        return "nobody in the file has this ID, email or name"
    if len(candidates) > 1:
        return f"{len(candidates)} people of the file have this {kind}"
    (person,) = candidates
    # A participant's number means another person in another assignment of Moodle.
    if kind is FoundBy.MOODLE_ID and _agreeing(student, person) == set():
        return f"{called(person)!r} of the file has this {kind}, and nothing else in common"
    differing = _differing(student, person) if kind is FoundBy.NAME else ""
    if differing:
        return f"{called(person)!r} of the file has this name, and another {differing}"
    return ""


def _differing(student: Student, person: Student) -> str:
    """Something that both sides know, and know differently."""
    known = {
        "Canvas ID": (_folded(student.canvas_id), _folded(person.canvas_id)),
        "Moodle participant number": (_folded(student.moodle_id), _folded(person.moodle_id)),
        "student ID": (normalised_id(student.student_id), normalised_id(person.student_id)),
        "email": (_folded(student.email), _folded(person.email)),
        "login": (_folded(student.login), _folded(person.login)),
    }
    differing = [name for name, pair in known.items() if all(pair) and pair[0] != pair[1]]
    return differing[0] if differing else ""


def _agreeing(student: Student, person: Student) -> set[FoundBy] | None:
    """What agrees besides a participant's number; None if there is nothing to compare."""
    ours, theirs = _keys(student), _keys(person)
    kinds = (FoundBy.STUDENT_ID, FoundBy.EMAIL_OR_LOGIN)
    comparable = {kind for kind in kinds if ours[kind] and theirs[kind]}
    agreeing = {kind for kind in comparable if ours[kind] & theirs[kind]}
    if student.name and person.name:
        comparable.add(FoundBy.NAME)
        if _letters(student.name) == _letters(person.name):
            agreeing.add(FoundBy.NAME)
    return agreeing if comparable else None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip().casefold())


def _letters(name: str) -> list[str]:
    """A name without what platforms take from it in the name of a file, in any order."""
    return sorted(character for character in normalised_name(name) if character.isalnum())
