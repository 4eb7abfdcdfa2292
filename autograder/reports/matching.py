"""Which person of another system's file is which student of ours. Imports who is who, and the
records.

Both sides are `Student` records. A person is found by the first of these that finds anyone: the
platform's own number, the student ID, email or login, the name. Nobody is ever guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.people import FoundBy, Roll, called, differing, folded_name, identities
from autograder.records import Student

_FIELDS = {
    "canvas_id": "Canvas ID",
    "moodle_id": "Moodle participant number",
    "student_id": "student ID",
}
"""As they are called; the others are called as they are."""


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
    roll = Roll(people)
    found: dict[int, tuple[int, FoundBy]] = {}
    doubts: dict[int, str] = {}
    for position, student in enumerate(students):
        kind, candidates = next(iter(roll.candidates(student).items()), (FoundBy.NAME, []))
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
    others = differing(student, person) if kind is FoundBy.NAME else ()
    if others:
        field = _FIELDS.get(others[0], others[0])
        return f"{called(person)!r} of the file has this name, and another {field}"
    return ""


def _agreeing(student: Student, person: Student) -> set[FoundBy] | None:
    """What agrees besides a participant's number; None if there is nothing to compare."""
    ours, theirs = identities(student), identities(person)
    kinds = (FoundBy.STUDENT_ID, FoundBy.EMAIL_OR_LOGIN)
    comparable = {kind for kind in kinds if ours[kind] and theirs[kind]}
    agreeing = {kind for kind in comparable if ours[kind] & theirs[kind]}
    if student.name and person.name:
        comparable.add(FoundBy.NAME)
        if _letters(student.name) == _letters(person.name):
            agreeing.add(FoundBy.NAME)
    return agreeing if comparable else None


def _letters(name: str) -> list[str]:
    """A name without what platforms take from it in the name of a file, in any order."""
    return sorted(character for character in folded_name(name) if character.isalnum())
