"""Who of the roster handed in what. Imports `handed_in` and the records.

Ids are believed first, then names; where two people fit, neither is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from autograder.intake.handed_in import HandedIn, Note
from autograder.records import Student

_IDS = ("canvas_id", "moodle_id", "student_id", "email")
"""In the order in which they are believed."""
_LASTING_IDS = ("canvas_id", "student_id")
"""Whoever has another one is another person; email addresses have aliases."""


@dataclass(frozen=True)
class Matched:
    """What was handed in, by people of the roster as far as they are known."""

    handed_in: tuple[HandedIn, ...]
    absent: tuple[Student, ...]
    """Those of the roster who handed in nothing."""
    notes: tuple[Note, ...]
    """Authors who are not, or not surely, of the roster."""


def match(handed_in: Sequence[HandedIn], roster: Sequence[Student]) -> Matched:
    """Find every author in the roster; what it knows of a person is added to the author.

    Where nobody is found, the roster says nothing of who is absent: marking may be anonymous.
    """
    authors = list(dict.fromkeys(author for one in handed_in for author in one.authors))
    candidates = _by_ids(authors, roster)
    by_name = _by_names(
        [author for author in authors if author not in candidates],
        [person for person in roster if [person] not in candidates.values()],
    )
    claims = Counter(found[0] for found in by_name.values() if len(found) == 1)
    candidates |= by_name
    sure = {
        author: found[0]
        for author, found in candidates.items()
        if len(found) == 1 and claims[found[0]] <= 1
    }
    if authors and not sure:
        note = Note("The roster", "nobody of it is among the authors, so who is absent is unknown")
        return Matched(tuple(handed_in), (), (note,))
    known = {author: _merged(person, author) for author, person in sure.items()}
    possible = {person for found in candidates.values() for person in found}
    return Matched(
        handed_in=tuple(
            replace(one, authors=tuple(known.get(author, author) for author in one.authors))
            for one in handed_in
        ),
        absent=tuple(person for person in roster if person not in possible),
        notes=tuple(
            Note(author.name, _why_unsure(candidates.get(author, [])))
            for author in authors
            if author not in sure
        ),
    )


_Candidates = dict[Student, list[Student]]
"""By author, the people of the roster who fit; never none."""


def _by_ids(authors: Sequence[Student], roster: Sequence[Student]) -> _Candidates:
    index: dict[tuple[str, str], list[Student]] = defaultdict(list)
    for person in roster:
        for entry in _ids(person):
            index[entry].append(person)
    return {
        author: index[entries[0]]
        for author in authors
        if (entries := [entry for entry in _ids(author) if entry in index])
    }


def _by_names(authors: Sequence[Student], roster: Sequence[Student]) -> _Candidates:
    found: _Candidates = {}
    for words in (_written_names, _written_ids, _written_letters):
        index: dict[str, list[Student]] = defaultdict(list)
        for person in roster:
            for word in words(person):
                index[word].append(person)
        for author in authors:
            key = _as_written(author.name)
            if words is _written_letters:
                key = _letters(key)
            fitting = [p for p in index.get(key, ()) if not _contradict(author, p)]
            if fitting:
                found.setdefault(author, fitting)
    return found


def _ids(student: Student) -> list[tuple[str, str]]:
    values = ((key, str(getattr(student, key)).casefold()) for key in _IDS)
    return [(key, value) for key, value in values if value]


def _written_names(person: Student) -> set[str]:
    return {_as_written(person.name)}


def _written_ids(person: Student) -> set[str]:
    """What else folders are named after."""
    ids = (person.email, person.student_id, person.login)
    return {_as_written(word) for word in ids if word}


def _written_letters(person: Student) -> set[str]:
    """As Canvas names files, whichever of the names comes first."""
    words = _as_written(person.name).split()
    return {_letters("".join(words[n:] + words[:n])) for n in range(len(words))}


def _as_written(name: str) -> str:
    """A name as file names bear it: without what they can't have, and the first name first."""
    text = unicodedata.normalize("NFC", name).casefold()
    text = re.sub(r"""[&<>"'’`|:/\\]""", "", text)
    parts = [" ".join(part.replace("_", " ").split()) for part in text.split(",")]
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 and all(parts) else ",".join(parts)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def _contradict(author: Student, person: Student) -> bool:
    pairs = [(getattr(author, key), getattr(person, key)) for key in _LASTING_IDS]
    return any(one and other and one != other for one, other in pairs)


def _merged(person: Student, author: Student) -> Student:
    """The roster's record; what it lacks is the author's."""
    lacking = {
        item.name: getattr(author, item.name)
        for item in fields(Student)
        if not getattr(person, item.name)
    }
    return replace(person, **lacking)


def _why_unsure(candidates: Iterable[Student]) -> str:
    people = list(candidates)
    if not people:
        return "not in the roster"
    if len(people) == 1:
        return f"others are called so, too, and the roster has only one {people[0].name}"
    shown = "; ".join(", ".join(person.names) for person in people)
    return f"the roster has several of whom it may be: {shown}"
