"""Who is who: what two records of a person have in common, and one person found among many.

What a record does not know is empty in it, and says nothing. Nobody is ever guessed: where several
people fit, it is for those who ask to say so. Imports the records, and how text is printed.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum

from autograder.checking.rendering import printable
from autograder.records import Student

IDENTIFIERS = tuple(field.name for field in fields(Student) if field.name != "name")
"""What of a record tells its person from others of the name."""


class FoundBy(StrEnum):
    """What two records of a person may have in common, the most reliable first."""

    CANVAS_ID = "Canvas ID"
    MOODLE_ID = "Moodle participant number"
    STUDENT_ID = "student ID"
    EMAIL_OR_LOGIN = "email or login"
    NAME = "name"


class PersonError(Exception):
    """Nobody, or more than one person, is called so; the message says what to do."""


class Roll:
    """People, each of whom is found by what is known of them."""

    def __init__(self, people: Iterable[Student] = ()) -> None:
        self.people: list[Student] = []
        self._places: defaultdict[tuple[FoundBy, str], set[int]] = defaultdict(set)
        for person in people:
            self.add(person)

    def add(self, person: Student) -> int:
        """Add a person, whoever else is there; where to."""
        self.people.append(person)
        self._note(len(self.people) - 1)
        return len(self.people) - 1

    def candidates(self, person: Student) -> dict[FoundBy, list[int]]:
        """Where those are who have something in common with a person, by what it is.

        The most reliable comes first; what nobody has in common is not there.
        """
        found = {
            kind: sorted({place for key in keys for place in self._places.get((kind, key), ())})
            for kind, keys in identities(person).items()
        }
        return {kind: places for kind, places in found.items() if places}

    def find(self, person: Student) -> int | None:
        """Where a person is; None if nobody, or not only one of them, can be it."""
        candidates = self.candidates(person)
        namesakes = candidates.pop(FoundBy.NAME, [])
        by_identifier = {place for places in candidates.values() for place in places}
        itself = {place for place in namesakes if self.people[place] == person}
        by_name = {place for place in namesakes if _may_be_one(person, self.people[place])}
        found = itself or by_identifier or by_name
        return found.pop() if len(found) == 1 else None

    def find_or_add(self, person: Student) -> int:
        """Where a person is from now on, with what this record says more of them."""
        place = self.find(person)
        if place is None:
            return self.add(person)
        self.people[place] = merged(self.people[place], person)
        self._note(place)
        return place

    def _note(self, place: int) -> None:
        for kind, keys in identities(self.people[place]).items():
            for key in keys:
                self._places[kind, key].add(place)


def identities(person: Student) -> Mapping[FoundBy, frozenset[str]]:
    """What a person can be found by, as it is compared."""
    keys = {
        FoundBy.CANVAS_ID: {folded(person.canvas_id)},
        FoundBy.MOODLE_ID: {folded(person.moodle_id)},
        FoundBy.STUDENT_ID: {folded_number(person.student_id)},
        FoundBy.EMAIL_OR_LOGIN: {folded(person.email), folded(person.login)},
        FoundBy.NAME: {folded_name(person.name)},
    }
    return {kind: frozenset(texts - {""}) for kind, texts in keys.items()}


def agree(one: Student, other: Student) -> bool | None:
    """Whether two records are of one person, by what identifies people; None if that can't tell."""
    ours, theirs = identities(one), identities(other)
    if any(ours[kind] & theirs[kind] for kind in FoundBy if kind is not FoundBy.NAME):
        return True
    return False if differing(one, other) else None


def differing(one: Student, other: Student) -> tuple[str, ...]:
    """The fields of `IDENTIFIERS` that both records know, and know differently."""
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in IDENTIFIERS}
    return tuple(
        name for name, (a, b) in pairs.items() if a and b and folded_number(a) != folded_number(b)
    )


def merged(one: Student, other: Student) -> Student:
    """One person's two records as one; where both say something, the first counts."""
    known = {field.name: getattr(other, field.name) for field in fields(Student)}
    return replace(one, **{name: known[name] for name in known if not getattr(one, name)})


def matching(wanted: str, people: Sequence[tuple[Student, Sequence[str]]]) -> list[int]:
    """Where those are who bear a name, key, address or number; `people` as in `choose`."""
    called = [_called(person, keys) for person, keys in people]
    exactly = [k for k, names in enumerate(called) if wanted in names]
    wanted = folded(wanted)
    return exactly or [k for k, names in enumerate(called) if wanted in map(folded, names)]


def choose(wanted: str, people: Sequence[tuple[Student, Sequence[str]]]) -> int:
    """Where the person is whom someone means by a name, key, address or number.

    Args:
        wanted: what was typed.
        people: each with the keys of what he or she has handed in.

    Raises:
        PersonError: there is no such person, or there are several.
    """
    found = matching(wanted, people)
    if len(found) == 1:
        return found[0]
    if found:
        candidates = "; ".join(describe(*people[k]) for k in found)
        raise PersonError(
            f"{printable(wanted)!r} may be {len(found)} people: {candidates}. "
            "Say which by an email address or a number."
        )
    names = {folded(person.name): person.name for person, _ in people}
    close = difflib.get_close_matches(folded(wanted), names, cutoff=0.5)
    close += [name for name in names if folded(wanted) in name and name not in close]
    hint = ", ".join(printable(names[name]) for name in close[:5])
    raise PersonError(
        f"Nobody in the gradebook is called {printable(wanted)!r}"
        + (f"; did you mean {hint}?" if hint else ".")
    )


def describe(person: Student, keys: Sequence[str] = ()) -> str:
    """A person with what tells them apart from others of the name."""
    known = [value for name in IDENTIFIERS if (value := getattr(person, name))]
    known += [key for key in keys if key != person.name]
    return printable(person.name) + (f" ({printable(', '.join(known))})" if known else "")


def called(person: Student) -> str:
    """A person's name, or what else there is to tell who it is."""
    return person.name or person.email or person.student_id or f"Participant {person.moodle_id}"


def folded(text: str) -> str:
    """A text without what people write now so, now otherwise: case, accents' encoding, spaces."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return " ".join(unicodedata.normalize("NFC", composed).split())


def folded_number(text: str) -> str:
    """The same of an ID: spreadsheets take leading zeros from numbers."""
    return re.sub(r"^0+(?=\d+$)", "", folded(text))


def folded_name(name: str) -> str:
    """The same of a name: the first name first, without the signs that file names can't have."""
    text = re.sub(r"""[&<>"'’`|:/\\]""", "", name).replace("_", " ")
    parts = [folded(part) for part in text.split(",")]
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 and all(parts) else ",".join(parts)


def _may_be_one(one: Student, other: Student) -> bool:
    """Whether two namesakes may be one person, who is known by more in one place than elsewhere."""
    # Two folders, "anna" and "Anna", are two students: where names are all, they are taken exactly.
    names_are_all = replace(one, name="") == replace(other, name="") == Student("")
    return agree(one, other) is None and (one.name == other.name or not names_are_all)


def _called(person: Student, keys: Sequence[str]) -> set[str]:
    known = [person.name, *keys, *(getattr(person, name) for name in IDENTIFIERS)]
    return {text for text in known if text}
