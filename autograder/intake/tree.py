"""Files and folders as every layout is read: on the disk, in an archive, or put together.

Anything may lie there: links are never followed, what is no regular file is never opened, and sizes
are known before a byte is read. Imports the standard library only.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path, PurePosixPath

_MADE_BY_SYSTEMS = ("__MACOSX", "__pycache__")


class Kind(Enum):
    """What a node is to the intake."""

    FILE = auto()
    FOLDER = auto()
    REFUSED = auto()
    """Neither is looked into: `refusal` says why."""


def _nothing_to_read(most_bytes: int) -> bytes:
    raise IsADirectoryError("it is no file")


@dataclass(frozen=True)
class Node:
    """A file, a folder, or something that is neither."""

    name: str
    kind: Kind
    size: int = 0
    """In bytes, of a file; what it says of itself."""
    refusal: str = ""
    """What follows its name in a sentence, for example "is a link"."""
    advice: str = ""
    """What to do instead, where there is more to say."""
    children: Callable[[], Sequence[Node]] = tuple
    """What a folder holds, sorted by name; looked up when it is called."""
    read: Callable[[int], bytes] = _nothing_to_read
    """A file's first bytes, at most as many as given; raises `OSError`."""

    @property
    def suffix(self) -> str:
        """The end of its name, in lower case, as ``.py``."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def is_hidden(self) -> bool:
        """Whether systems put it there, and not people."""
        return self.name.startswith((".", *_MADE_BY_SYSTEMS))

    def called(self, name: str) -> Node:
        """The same under another name."""
        return replace(self, name=name)


def folder_of(name: str, children: Iterable[Node]) -> Node:
    """A folder put together of nodes that lie elsewhere."""
    ordered = tuple(sorted(children, key=lambda node: os.fsencode(node.name)))
    return Node(name, Kind.FOLDER, children=lambda: ordered)


def folder_on_disk(path: Path) -> Node:
    """A folder of the file system; itself it may be a link."""
    return Node(path.name, Kind.FOLDER, children=lambda: _children_on_disk(path))


def _children_on_disk(folder: Path) -> Sequence[Node]:
    entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    return tuple(_node_on_disk(Path(entry.path)) for entry in entries)


def _node_on_disk(path: Path) -> Node:
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return Node(path.name, Kind.REFUSED, refusal="is a link", advice="hand in the file itself")
    if stat.S_ISDIR(status.st_mode):
        return folder_on_disk(path)
    if not stat.S_ISREG(status.st_mode):
        return Node(path.name, Kind.REFUSED, refusal="is not a regular file")
    return Node(path.name, Kind.FILE, status.st_size, read=lambda most: _read(path, most))


def _read(path: Path, most_bytes: int) -> bytes:
    # Between the look and the opening the file may have been exchanged: look again.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path} changed while it was read")
        return file.read(most_bytes)
