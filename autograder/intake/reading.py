"""What someone handed in becomes a submission: the module, or a notebook, or a zip of either.

Imports `archives`, `notebooks`, `tree` and the records. Nothing of it is executed, and sizes are
bounded before a byte is read. Where there is no module, a notebook counts; where there is neither,
a zip is looked into.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence

from autograder.checking.rendering import printable
from autograder.checking.verdicts import Outcome, Verdict
from autograder.intake.archives import LARGEST_ARCHIVE, ArchiveError, DamagedError, open_archive
from autograder.intake.handed_in import HandedIn
from autograder.intake.notebooks import LARGEST_NOTEBOOK, module_from_notebook
from autograder.intake.tree import Kind, Node
from autograder.records import Submission

_LARGEST_FILE = 1 << 20
_LARGEST_SUBMISSION = 8 << 20
_MOST_FILES = 200
_DEEPEST_FOLDER = 4
_MOST_NAMES = 5
"""In a message."""
_OTHER_ARCHIVES = frozenset({".7z", ".bz2", ".gz", ".rar", ".tar", ".tgz", ".xz"})


def read_submission(handed_in: HandedIn, module: str, graded: Collection[str]) -> Submission:
    """What was handed in as a submission, whatever it holds.

    Args:
        handed_in: by one student or team.
        module: the file to hand in, without ``.py``.
        graded: the names of the functions that it should define.
    """
    files: dict[str, bytes] = {}
    problem = handed_in.problem
    if problem is None:
        try:
            files, problem = _contents(handed_in.root, module, graded)
        except OSError as error:
            problem = Outcome(Verdict.GRADER_ERROR, f"The submission can't be read: {error}")
    return Submission(
        handed_in.key,
        files,
        problem,
        authors=handed_in.authors,
        submitted=handed_in.submitted,
        marked_late=handed_in.marked_late,
    )


_Contents = tuple[dict[str, bytes], Outcome | None]
"""The files, the module among them, or else why it is not."""


def _contents(root: Node, module: str, graded: Collection[str], zipped_in: str = "") -> _Contents:
    """What a folder holds, or the zip called `zipped_in`."""
    root = _unwrapped(root)
    found = _module_or_notebook(root, module, graded)
    zips = [node for node in _visible(root) if node.suffix == ".zip"]
    if found is None and zips:
        names = _listed(zips)
        if zipped_in:
            nested = (
                f"{zipped_in} holds an archive in its turn ({names}); zip the files themselves."
            )
            return {}, Outcome(Verdict.FORBIDDEN, nested)
        if len(zips) > 1:
            several = f"There is no {module}.py but several zips ({names}); hand in one."
            return {}, Outcome(Verdict.MISSING, several)
        return _contents_of_zip(zips[0], module, graded)
    if found is None:
        place = zipped_in or "The folder"
        found = Outcome(Verdict.MISSING, f"There is no {module}.py. {_what_there_is(root, place)}")
    problem = found if isinstance(found, Outcome) else None
    files = {} if isinstance(found, Outcome) else {f"{module}.py": found}
    for name, node in _small_files(root):
        size = sum(len(data) for data in files.values())
        if name not in files and size < _LARGEST_SUBMISSION and len(files) < _MOST_FILES:
            with contextlib.suppress(PermissionError):
                files[name] = node.read(_LARGEST_FILE + 1)
    return files, problem


def _contents_of_zip(node: Node, module: str, graded: Collection[str]) -> _Contents:
    problem = _problem_of_file(node, LARGEST_ARCHIVE)
    if problem is not None:
        return {}, problem
    data = node.read(LARGEST_ARCHIVE + 1)
    name = printable(node.name)
    try:
        return _contents(open_archive(data, node.name), module, graded, zipped_in=name)
    except ArchiveError as error:
        return {}, Outcome(error.verdict, f"{name} {error}.")
    except DamagedError as error:
        return {}, Outcome(Verdict.MISSING, f"{name} can't be unpacked: {error}.")


def _unwrapped(root: Node) -> Node:
    """The folder in which the files are: zips and uploads often hold one folder around them."""
    for _ in range(_DEEPEST_FOLDER):
        visible = _visible(root)
        if len(visible) != 1 or visible[0].kind is not Kind.FOLDER:
            break
        if visible[0].suffix in (".py", ".ipynb"):
            break
        root = visible[0]
    return root


def _visible(folder: Node) -> list[Node]:
    return [node for node in folder.children() if not node.is_hidden]


def _module_or_notebook(root: Node, module: str, graded: Collection[str]) -> bytes | Outcome | None:
    """The module's text, from its own file or else from a notebook, or why it can't be taken.

    Permissions are ours to mend: what can't be read is no verdict.
    """
    for node in root.children():
        if node.name == f"{module}.py":
            return _problem_of_file(node, _LARGEST_FILE) or node.read(_LARGEST_FILE + 1)
    notebook = _notebook(root, module)
    if notebook is None or isinstance(notebook, Outcome):
        return notebook
    problem = _problem_of_file(notebook, LARGEST_NOTEBOOK)
    if problem is not None:
        return problem
    data = notebook.read(LARGEST_NOTEBOOK + 1)
    return module_from_notebook(data, notebook.name, module, graded)


def _notebook(root: Node, module: str) -> Node | Outcome | None:
    """The notebook that counts, or why it can't be said, or None if there is none at all."""
    found = [node for node in _visible(root) if node.suffix == ".ipynb"]
    for node in found:
        if len(found) == 1 or node.name == f"{module}.ipynb":
            return node
    if not found:
        return None
    return Outcome(
        Verdict.MISSING,
        f"There is no {module}.py but several notebooks ({_listed(found)}); "
        f"name the one that counts {module}.ipynb.",
    )


def _problem_of_file(node: Node, most_bytes: int) -> Outcome | None:
    name = printable(node.name)
    if node.kind is Kind.FOLDER:
        return Outcome(Verdict.MISSING, f"{name} is a folder, not a file.")
    if node.kind is Kind.REFUSED:
        advice = f"; {node.advice}" if node.advice else ""
        return Outcome(Verdict.MISSING, f"{name} {node.refusal}{advice}.")
    if node.size > most_bytes:
        return Outcome(
            Verdict.FORBIDDEN,
            f"{name} has {node.size / 2**20:.1f} MB; at most {most_bytes / 2**20:g} MB are graded.",
        )
    return None


def _what_there_is(folder: Node, place: str) -> str:
    nodes = folder.children()
    if not nodes:
        return f"{place} is empty."
    advice = ""
    if any(node.suffix in _OTHER_ARCHIVES for node in nodes):
        advice = " Of archives only a zip is opened."
    return f"{place} holds {_listed(nodes)}.{advice}"


def _listed(nodes: Sequence[Node]) -> str:
    names = ", ".join(printable(node.name) for node in nodes[:_MOST_NAMES])
    return f"{names}{' …' if len(nodes) > _MOST_NAMES else ''}"


def _small_files(
    folder: Node, depth: int = _DEEPEST_FOLDER, above: str = ""
) -> Iterator[tuple[str, Node]]:
    """The regular files below `folder` that are small enough, by path, in a fixed order."""
    nodes: Sequence[Node] = ()
    with contextlib.suppress(PermissionError):
        nodes = folder.children()
    for node in nodes:
        if node.is_hidden or not node.name.isprintable():
            continue
        if node.kind is Kind.FOLDER:
            if depth > 0:
                yield from _small_files(node, depth - 1, f"{above}{node.name}/")
        elif node.kind is Kind.FILE and node.size <= _LARGEST_FILE:
            yield f"{above}{node.name}", node
