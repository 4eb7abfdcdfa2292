"""Gradescope's export of all submissions. Imports PyYAML, `handed_in`, `tree` and the records.

``submission_metadata.yml`` says whose each folder ``submission_<id>`` is, and since when. Ruby
wrote it: keys are symbols (``:name:``), and objects bear tags of Ruby's classes. The loader taken
makes texts, lists and tables of everything, whatever a tag says; ids keep their leading zeros.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import yaml

from autograder.checking.rendering import printable
from autograder.checking.verdicts import Outcome, Verdict
from autograder.intake.handed_in import (
    Found,
    HandedIn,
    IntakeError,
    Note,
    make_key,
    notes_on_hidden,
)
from autograder.intake.tree import Kind, Node, folder_of
from autograder.records import Student

METADATA = "submission_metadata.yml"
_LARGEST_METADATA = 256 << 20
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_gradescope(place: Node, module: str) -> Found:
    """A class as Gradescope exports it.

    Raises:
        IntakeError: the metadata can't be read.
    """
    metadata = _metadata(place)
    folders = {node.name: node for node in place.children() if node.kind is Kind.FOLDER}
    handed_in, ignored = [], notes_on_hidden(place)
    for name, entry in metadata.items():
        found = _handed_in(str(name), entry, folders.get(str(name)))
        if isinstance(found, Note):
            ignored.append(found)
        else:
            handed_in.append(found)
    for node in place.children():
        if node.name not in metadata and node.name != METADATA and not node.is_hidden:
            ignored.append(Note(node.name, f"{METADATA} does not name it"))
    return Found("a Gradescope export", tuple(handed_in), tuple(ignored))


def _metadata(place: Node) -> dict[object, object]:
    (node,) = (node for node in place.children() if node.name == METADATA)
    if node.kind is not Kind.FILE or node.size > _LARGEST_METADATA:
        raise IntakeError(f"{METADATA} is not a file of at most {_LARGEST_METADATA >> 20} MB.")
    try:
        content = yaml.load(node.read(_LARGEST_METADATA), Loader=_LOADER)
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        what = " ".join(str(error).split())
        raise IntakeError(f"{METADATA} can't be read: {what}; export it again.") from None
    if not isinstance(content, dict):
        raise IntakeError(f"{METADATA} names no submissions; export it again.")
    return content


def _handed_in(name: str, entry: object, folder: Node | None) -> HandedIn | Note:
    authors = sorted(_authors(_field(entry, "submitters")), key=lambda author: author.email)
    if not authors:
        return Note(name, f"{METADATA} does not say whose it is")
    names = ", ".join(author.name for author in authors)
    problem = None
    if folder is None:
        problem = Outcome(
            Verdict.GRADER_ERROR,
            f"{METADATA} names {printable(name)}, but there is no such folder; export it again.",
        )
    attempts = _field(entry, "history")
    return HandedIn(
        key=make_key(names, authors[0].email or name),
        source=name,
        root=folder or folder_of(name, ()),
        authors=tuple(authors),
        submitted=_time(_field(entry, "created_at")),
        earlier=tuple(_earlier(attempts if isinstance(attempts, list) else [])),
        problem=problem,
    )


def _authors(submitters: object) -> Iterator[Student]:
    for submitter in submitters if isinstance(submitters, list) else []:
        name, email, sid = (_text(_field(submitter, key)) for key in ("name", "email", "sid"))
        if name or email:
            yield Student(name or email, email=email, student_id=sid)


def _earlier(attempts: list[object]) -> Iterator[dt.datetime]:
    for attempt in attempts:
        time = _time(_field(attempt, "created_at")) or _time(_field(attempt, "submission_time"))
        if time is not None:
            yield time


def _time(value: object) -> dt.datetime | None:
    """A time with its zone: Ruby's own way of writing it, ISO 8601, or an object that holds one."""
    if isinstance(value, dict):
        return _time(value.get("utc"))
    text = re.sub(r"\s+(?=Z|[+-]\d)", "", _text(value))
    try:
        time = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo is not None else None


def _field(table: object, key: str) -> object:
    """The value of a symbol in a table of Ruby's."""
    if not isinstance(table, dict):
        return None
    return table.get(f":{key}", table.get(key))


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
