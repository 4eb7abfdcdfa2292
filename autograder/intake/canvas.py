"""Canvas's download of all submissions. Imports `handed_in`, `tree` and the records.

Flat files ``<name>[_LATE]_<user id>_<attachment id>_<file name>``, the name being the sortable one
in lower case without anything but letters; where marking is anonymous,
``[LATE_]anon_<id>_<attachment id>_<file name>``. The download has no times, only the mark of being
late. A file that is handed in again is called ``hw-1.py``, then ``hw-2.py``; attachment ids grow.
What was typed into Canvas is ``<name>[_LATE]_<user id>_text.html``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder.intake.handed_in import Found, HandedIn, Note, make_key, notes_on_hidden
from autograder.intake.tree import Kind, Node, folder_of
from autograder.records import Student

_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<name>anon)_(?P<user>[^_]+)_(?P<attachment>\d+)_(?P<file>.+)", re.DOTALL
)
_NAMED = re.compile(
    r"(?P<name>.*?)_(?P<late>LATE_)?(?P<user>\d+)_(?P<attachment>\d+)_(?P<file>.+)", re.DOTALL
)
_TYPED = re.compile(r"(?P<whose>.+_[^_]+)_text\.html", re.DOTALL)
_AGAIN = re.compile(r"(?P<stem>.+?)-\d{1,3}(?P<suffix>\.\w+)", re.DOTALL)


def looks_like_canvas(node: Node) -> bool:
    """Whether Canvas gave a file its name."""
    is_named_so = _parsed(node) is not None or _TYPED.fullmatch(node.name) is not None
    return node.kind is not Kind.FOLDER and is_named_so


def read_canvas(place: Node, module: str) -> Found:
    """A class as Canvas's download has it."""
    by_user: dict[tuple[str, str], list[_File]] = {}
    ignored = notes_on_hidden(place)
    for node in place.children():
        file = _parsed(node)
        if file is None or node.kind is Kind.FOLDER:
            if not node.is_hidden:
                ignored.append(Note(node.name, _why_ignored(node, module)))
        elif node.kind is Kind.REFUSED:
            ignored.append(Note(node.name, f"it {node.refusal}"))
        else:
            by_user.setdefault((file.name, file.user), []).append(file)
    handed_in = [
        submission
        for (name, user), files in by_user.items()
        for submission in _by_one(name, user, files)
    ]
    return Found("a Canvas download", tuple(handed_in), tuple(ignored))


def _why_ignored(node: Node, module: str) -> str:
    typed = _TYPED.fullmatch(node.name)
    if typed is None or node.kind is not Kind.FILE:
        return "it is not named as Canvas names submissions"
    return (
        "it is a text that was typed into Canvas, no file; ask for the file, or save the code in "
        f"it beside it as {typed['whose']}_1_{module}.py"
    )


@dataclass(frozen=True)
class _File:
    name: str
    user: str
    is_anonymous: bool
    is_late: bool
    attachment: int
    handed_in_as: str
    """Its name before Canvas numbered it."""
    node: Node


def _parsed(node: Node) -> _File | None:
    anonymous = _ANONYMOUS.fullmatch(node.name)
    match = anonymous or _NAMED.fullmatch(node.name)
    if match is None:
        return None
    again = _AGAIN.fullmatch(match["file"])
    return _File(
        name=match["name"],
        user=match["user"],
        is_anonymous=anonymous is not None,
        is_late=bool(match["late"]),
        attachment=int(match["attachment"]),
        handed_in_as=again["stem"] + again["suffix"] if again else match["file"],
        node=node,
    )


def _by_one(name: str, user: str, files: list[_File]) -> list[HandedIn]:
    """One student's attempts, the first ones first."""
    author = Student(f"{name}_{user}") if files[0].is_anonymous else Student(name, canvas_id=user)
    attempts = [
        attempt
        for is_late in (False, True)
        for attempt in _attempts([file for file in files if file.is_late is is_late])
    ]
    return [
        HandedIn(
            key=make_key(name, user),
            source=", ".join(file.node.name for file in attempt),
            root=folder_of(name, [file.node.called(file.handed_in_as) for file in attempt]),
            authors=(author,),
            marked_late=attempt[0].is_late,
            attempt=number,
        )
        for number, attempt in enumerate(attempts)
    ]


def _attempts(files: list[_File]) -> list[list[_File]]:
    """The last version of each file together; before it what the last replaced, and so on."""
    versions: dict[str, list[_File]] = {}
    for file in sorted(files, key=lambda file: file.attachment, reverse=True):
        versions.setdefault(file.handed_in_as, []).append(file)
    most = max((len(found) for found in versions.values()), default=0)
    return [
        [found[age] for found in versions.values() if age < len(found)]
        for age in reversed(range(most))
    ]
