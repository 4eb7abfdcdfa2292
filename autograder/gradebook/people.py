"""The roster, and who is who: people by their numbers and addresses, and else by their names.

Imports `schema` and the records.
"""

from __future__ import annotations

import difflib
import json
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace

from autograder.checking.rendering import printable
from autograder.gradebook import schema
from autograder.records import Student

_IDENTIFIERS = tuple(field.name for field in fields(Student) if field.name != "name")


class PersonError(Exception):
    """Nobody, or more than one person, is called so; the message says what to do."""


class People:
    """The table `people`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep_roster(self, assignment: str, people: Sequence[Student]) -> None:
        """Keep a week's roster, in the place of earlier ones, which stay in the table."""
        if self._last_of(assignment) == tuple(people):
            return
        with self._connection:
            (roster,) = self._connection.execute(
                "SELECT coalesce(max(roster), 0) + 1 FROM people"
            ).fetchone()
            self._connection.executemany(
                "INSERT INTO people (roster, assignment, person, taken_in) VALUES (?, ?, ?, ?)",
                [
                    (roster, assignment, json.dumps(asdict(person)), schema.now())
                    for person in people
                ],
            )

    def roster(self, assignment: str) -> tuple[Student, ...]:
        """The last roster of a week, or else of any week; there may be none."""
        return self._last_of(assignment) or tuple(
            # Moodle counts participants in each assignment anew.
            replace(person, moodle_id="")
            for person in self._last_of()
        )

    def _last_of(self, assignment: str = "") -> tuple[Student, ...]:
        rows = self._connection.execute(
            "SELECT person FROM people WHERE roster ="
            " (SELECT max(roster) FROM people WHERE ? IN ('', assignment)) ORDER BY id",
            (assignment,),
        ).fetchall()
        return tuple(Student(**json.loads(person)) for (person,) in rows)


class Roll:
    """The people of a week, each of whom is found by what is known of them."""

    def __init__(self, people: Iterable[Student] = ()) -> None:
        self.people: list[Student] = []
        self._places: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for person in people:
            self.add(person)

    def add(self, person: Student) -> int:
        """Add a person, whoever else is there; where to."""
        self.people.append(person)
        self._note(len(self.people) - 1)
        return len(self.people) - 1

    def find(self, person: Student) -> int | None:
        """Where a person is; None if nobody, or not only one of them, can be it."""
        by_number = {
            place for key in _keys(person, _IDENTIFIERS) for place in self._places.get(key, ())
        }
        namesakes = {
            place for key in _keys(person, ["name"]) for place in self._places.get(key, ())
        }
        itself = {place for place in namesakes if self.people[place] == person}
        by_name = {place for place in namesakes if _may_be_one(person, self.people[place])}
        found = itself or by_number or by_name
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
        for key in _keys(self.people[place], ["name", *_IDENTIFIERS]):
            self._places[key].add(place)


def agree(one: Student, other: Student) -> bool | None:
    """Whether two records are of one person, by what identifies people; None if that can't tell."""
    pairs = [(getattr(one, name), getattr(other, name)) for name in _IDENTIFIERS]
    known = [folded(a) == folded(b) for a, b in pairs if a and b]
    return any(known) if known else None


def _may_be_one(one: Student, other: Student) -> bool:
    """Whether two namesakes may be one person, who is known by more in one place than elsewhere."""
    # Two folders, "anna" and "Anna", are two students: where names are all, they are taken exactly.
    names_are_all = not any(_keys(person, _IDENTIFIERS) for person in (one, other))
    return agree(one, other) is None and (one.name == other.name or not names_are_all)


def merged(one: Student, other: Student) -> Student:
    """One person's two records as one; where both say something, the first counts."""
    blanks = {name: getattr(other, name) for name in _IDENTIFIERS if not getattr(one, name)}
    return replace(one, **blanks)


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


def describe(person: Student, keys: Sequence[str]) -> str:
    """A person with what tells them apart from others of the name."""
    known = [value for name in _IDENTIFIERS if (value := getattr(person, name))]
    known += [key for key in keys if key != person.name]
    return printable(person.name) + (f" ({printable(', '.join(known))})" if known else "")


def folded(text: str) -> str:
    """A text without what people write now so, now otherwise: case, accents' encoding, spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _keys(person: Student, names: Iterable[str]) -> list[tuple[str, str]]:
    """What is known of a person under these names, to look them up by."""
    return [(name, folded(getattr(person, name))) for name in names if getattr(person, name)]


def _called(person: Student, keys: Sequence[str]) -> set[str]:
    known = [person.name, *keys, *(getattr(person, name) for name in _IDENTIFIERS)]
    return {text for text in known if text}
