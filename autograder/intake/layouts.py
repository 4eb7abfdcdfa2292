"""Which layout a class has, told by its names. Imports the layouts, `handed_in` and `tree`."""

from __future__ import annotations

from collections.abc import Callable

from autograder.intake.canvas import looks_like_canvas, read_canvas
from autograder.intake.folders import read_folders
from autograder.intake.gradescope import METADATA, read_gradescope
from autograder.intake.handed_in import Found, notes_on_hidden
from autograder.intake.moodle import looks_like_moodle, read_moodle
from autograder.intake.tree import Kind, Node


def read_class(place: Node, module: str) -> Found:
    """Everything that was handed in by a class, whatever layout it has.

    Args:
        place: a folder, or the inside of a zip.
        module: the file that students hand in, without ``.py``.

    Raises:
        autograder.intake.handed_in.IntakeError: it can't be a class.
    """
    inner = _only_folder(place)
    reader = _platform(place)
    if reader is None and inner is not None:
        reader = _platform(inner) or (
            read_folders if _holds_a_class(inner, place, module) else None
        )
        if reader is not None:
            found = reader(inner, module)
            return Found(found.layout, found.handed_in, (*found.ignored, *notes_on_hidden(place)))
    return (reader or read_folders)(place, module)


def _platform(place: Node) -> Callable[[Node, str], Found] | None:
    """The platform that names files as they are named here."""
    visible = [node for node in place.children() if not node.is_hidden]
    if any(node.name == METADATA for node in visible):
        return read_gradescope
    # A stray file does not make a class something else.
    if visible and 2 * sum(map(looks_like_moodle, visible)) >= len(visible):
        return read_moodle
    if visible and 2 * sum(map(looks_like_canvas, visible)) >= len(visible):
        return read_canvas
    return None


def _only_folder(place: Node) -> Node | None:
    visible = [node for node in place.children() if not node.is_hidden]
    return visible[0] if len(visible) == 1 and visible[0].kind is Kind.FOLDER else None


def _holds_a_class(inner: Node, place: Node, module: str) -> bool:
    """Whether the only folder is one around the class, as in a zip of it, and no student's."""
    names = {node.name for node in inner.children()}
    if f"{module}.py" in names or f"{module}.ipynb" in names:
        return False
    folders = [node for node in inner.children() if node.kind is Kind.FOLDER and not node.is_hidden]
    return inner.name == place.name or len(folders) > 1
