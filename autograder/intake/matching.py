"""Who of the roster handed in what. Imports `handed_in`, the records and who is who.

Ids are believed first, then names; where two people fit, neither is taken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from autograder.intake.handed_in import HandedIn, Note
from autograder.people import FoundBy, Roll, differing, folded_name, merged
from autograder.records import Student

_LASTING_IDS = {"canvas_id", "student_id"}
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
    known = {author: merged(person, author) for author, person in sure.items()}
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
    roll = Roll(roster)
    found: _Candidates = {}
    for author in authors:
        kind, places = next(iter(roll.candidates(author).items()), (FoundBy.NAME, []))
        if kind is not FoundBy.NAME:
            found[author] = [roster[place] for place in places]
    return found


def _by_names(authors: Sequence[Student], roster: Sequence[Student]) -> _Candidates:
    found: _Candidates = {}
    for words, word in _WAYS_OF_NAMING:
        index: dict[str, list[Student]] = defaultdict(list)
        for person in roster:
            for key in words(person):
                index[key].append(person)
        for author in authors:
            people = index.get(word(author.name), ())
            fitting = [p for p in people if not _LASTING_IDS & set(differing(author, p))]
            if fitting:
                found.setdefault(author, fitting)
    return found


def _names(person: Student) -> set[str]:
    return {folded_name(person.name)}


def _ids(person: Student) -> set[str]:
    """What else folders are named after."""
    return {folded_name(word) for word in (person.email, person.student_id, person.login) if word}


def _letters_of_names(person: Student) -> set[str]:
    """As Canvas names files, whichever of the names comes first."""
    words = folded_name(person.name).split()
    return {_letters("".join(words[n:] + words[:n])) for n in range(len(words))}


def _letters(text: str) -> str:
    return re.sub(r"\W", "", folded_name(text))


_WAYS_OF_NAMING: Sequence[tuple[Callable[[Student], set[str]], Callable[[str], str]]] = (
    (_names, folded_name),
    (_ids, folded_name),
    (_letters_of_names, _letters),
)
"""What an author's name may be of a person of the roster, and how it is compared."""


def _why_unsure(candidates: Iterable[Student]) -> str:
    people = list(candidates)
    if not people:
        return "not in the roster"
    if len(people) == 1:
        return f"others are called so, too, and the roster has only one {people[0].name}"
    shown = "; ".join(", ".join(person.names) for person in people)
    return f"the roster has several of whom it may be: {shown}"
