"""A folder with one folder, or one file, per student, named as the student.

Imports `handed_in`, `tree` and the records.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from autograder.intake.handed_in import Found, HandedIn, IntakeError, Note, notes_on_hidden
from autograder.intake.tree import Kind, Node, folder_of
from autograder.records import Student

_HANDED_IN = frozenset({".py", ".ipynb", ".zip"})


def read_folders(place: Node, module: str) -> Found:
    """A class without any platform's marks.

    Args:
        place: with folders in it, each a student's; or with files, each a student's.
        module: the file that students hand in, without ``.py``.

    Raises:
        IntakeError: `place` is a single student's folder.
    """
    visible = [node for node in place.children() if not node.is_hidden]
    hidden = notes_on_hidden(place)
    wanted = (f"{module}.py", f"{module}.ipynb")
    for node in visible:
        if node.name in wanted:
            raise IntakeError(
                f"{place.name} holds {node.name} itself; "
                "give the folder that holds a folder for each student."
            )
    is_flat = any(node.suffix in _HANDED_IN for node in visible) and not any(
        node.kind is Kind.FOLDER for node in visible
    )
    found = _flat(visible, module) if is_flat else _folders(visible)
    return Found(found.layout, found.handed_in, (*found.ignored, *hidden))


def _folders(nodes: list[Node]) -> Found:
    handed_in, ignored = [], []
    for node in nodes:
        if node.kind is Kind.FOLDER:
            handed_in.append(_by(node.name, node.name, node))
        elif node.refusal == "is a link":
            ignored.append(Note(node.name, "it is a link, and links are not followed"))
        else:
            ignored.append(Note(node.name, "it is not a folder"))
    return Found("a folder per student", tuple(handed_in), tuple(ignored))


def _flat(nodes: list[Node], module: str) -> Found:
    by_student: dict[str, list[Node]] = {}
    ignored = []
    for node in nodes:
        if node.kind is Kind.REFUSED:
            ignored.append(Note(node.name, f"it {node.refusal}"))
        elif node.suffix not in _HANDED_IN:
            ignored.append(Note(node.name, "it is no .py, .ipynb or .zip"))
        else:
            by_student.setdefault(PurePosixPath(node.name).stem, []).append(node)
    handed_in = [
        _by(student, files[0].name, folder_of(student, _as_handed_in(files, module)))
        for student, files in by_student.items()
    ]
    return Found("a file per student", tuple(handed_in), tuple(ignored))


def _as_handed_in(files: list[Node], module: str) -> list[Node]:
    """The files, which bear their student's name, under the names that they should have."""
    return [node.called(f"{module}{node.suffix}") for node in files]


def _by(student: str, source: str, root: Node) -> HandedIn:
    name = student.encode("utf-8", "backslashreplace").decode()  # as far as it is text
    return HandedIn(student, source, root, authors=(Student(name),))
