"""Moodle's download of all submissions. Imports `handed_in`, `tree` and the records.

``<full name>_<participant id>_assignsubmission_file/`` holds a student's files; before Moodle 4.1
the name ends with another ``_``, and where folders were not asked for, the file's name follows it.
The download has no times; Moodle's grading worksheet has (`times`). Moodle leaves out of names what
file names can't have: apostrophes, too.
"""

from __future__ import annotations

import re

from autograder.intake.handed_in import Found, HandedIn, Note, make_key, notes_on_hidden
from autograder.intake.tree import Kind, Node, folder_of
from autograder.records import Student

_NAME = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?", re.DOTALL)


def looks_like_moodle(node: Node) -> bool:
    """Whether Moodle gave a folder or file its name."""
    return _NAME.fullmatch(node.name) is not None


def read_moodle(place: Node, module: str) -> Found:
    """A class as Moodle's download has it."""
    files: dict[tuple[str, str], list[Node]] = {}
    ignored = notes_on_hidden(place)
    for node in place.children():
        match = _NAME.fullmatch(node.name)
        if match is None:
            if not node.is_hidden:
                ignored.append(Note(node.name, "it is not named as Moodle names submissions"))
        elif node.kind is Kind.REFUSED:
            ignored.append(Note(node.name, f"it {node.refusal}"))
        else:
            whose = files.setdefault((match["name"], match["id"]), [])
            is_whole = node.kind is Kind.FOLDER and not match["file"]
            whose += node.children() if is_whole else [node.called(match["file"] or node.name)]
    handed_in = tuple(
        HandedIn(
            key=make_key(name, number),
            source=f"{name}_{number}",
            root=folder_of(name, nodes),
            authors=(Student(name, moodle_id=number),),
        )
        for (name, number), nodes in files.items()
    )
    return Found("a Moodle download", handed_in, tuple(ignored))
