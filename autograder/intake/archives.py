"""Zips, read without unpacking them to the disk. Imports `tree` and `handed_in`.

A student's zip is a stranger's: it is looked at as a whole before a byte of it is unpacked, and
refused for anything that no usual tool writes. A class's zip comes from a platform, or the
instructor: what is odd in it is left out with its reason, and the rest counts.
"""

from __future__ import annotations

import contextlib
import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.checking.rendering import printable
from autograder.checking.verdicts import Verdict
from autograder.intake.handed_in import IntakeError, Note
from autograder.intake.tree import Kind, Node, folder_of

LARGEST_ARCHIVE = 16 << 20
"""Bytes of a student's zip, as it is."""
_LARGEST_UNPACKED = 64 << 20
_MOST_MEMBERS = 2000
_DEEPEST_FOLDER = 20
_LONGEST_NAME = 255
_LONGEST_IN_MESSAGES = 100
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The others need memory as the file itself demands."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
"""What the library raises where the bytes are no zip as it should be."""


class ArchiveError(Exception):
    """A student's zip is refused; the message goes on after its name."""

    def __init__(self, verdict: Verdict, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict


class DamagedError(OSError):
    """A file in a zip can't be unpacked."""


def open_archive(data: bytes, name: str) -> Node:
    """The files in a student's zip.

    Raises:
        ArchiveError: it is no zip, or one that is refused.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise ArchiveError(Verdict.MISSING, f"is no zip that can be read ({error})") from None
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS:
        raise ArchiveError(
            Verdict.FORBIDDEN, f"holds {len(members)} files; at most {_MOST_MEMBERS} are taken"
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > _LARGEST_UNPACKED:
        raise ArchiveError(
            Verdict.FORBIDDEN,
            f"unpacks to {unpacked / 2**20:.0f} MB; at most {_LARGEST_UNPACKED / 2**20:g} MB are "
            "taken: hand in code without data",
        )
    root, refused = _tree(archive, members, name)
    if refused:
        first = refused[0]
        raise ArchiveError(
            Verdict.FORBIDDEN, f"is not opened: {printable(first.name)} in it {first.reason}"
        )
    return root


@contextlib.contextmanager
def open_class_archive(path: Path) -> Iterator[tuple[Node, list[Note]]]:
    """A whole class's zip, to be read while this is open, and what was left out of it.

    Raises:
        IntakeError: it is no zip, or encrypted.
    """
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise IntakeError(
            f"{path} is neither a folder nor a zip that can be read ({error}); give the folder or "
            "the zip that holds the submissions."
        ) from None
    with archive:
        if any(member.flag_bits & _ENCRYPTED for member in archive.infolist()):
            raise IntakeError(f"{path} is encrypted; unpack it, and give the folder.")
        yield _tree(archive, archive.infolist(), path.stem)


@dataclass
class _Folder:
    """A folder under construction."""

    folders: dict[str, _Folder] = field(default_factory=dict)
    files: dict[str, Node] = field(default_factory=dict)

    def node(self, name: str) -> Node:
        inner = [folder.node(inner) for inner, folder in self.folders.items()]
        return folder_of(name, [*inner, *self.files.values()])


def _tree(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str
) -> tuple[Node, list[Note]]:
    """All members as a folder called `name`, and those that are refused, or have no place in it."""
    root, refused = _Folder(), list[Note]()
    for member in members:
        path = _name_of(member)
        parts = [part for part in path.split("/") if part not in ("", ".")]
        reason = _why_without_place(path, parts)
        if not reason and parts:
            reason = _why_unreadable(member)
            node = Node(parts[-1], Kind.REFUSED, refusal=reason)
            if not reason:
                node = _file(archive, member, parts[-1])
            reason = _put(node, root, parts, is_folder=path.endswith("/")) or reason
        if reason:
            refused.append(Note(_shortened(path), reason))
    return root.node(name), refused


def _put(node: Node, folder: _Folder, parts: list[str], *, is_folder: bool) -> str:
    """Put a member in its place; returns why it has none.

    Of members that bear one name, none is taken: which of them counts differs between programs.
    """
    *above, name = parts
    twice = "is in the zip twice"
    for part in above:
        if part in folder.files:
            return twice
        folder = folder.folders.setdefault(part, _Folder())
    if is_folder:
        folder.folders.setdefault(name, _Folder())
        return twice if name in folder.files else ""
    if name in folder.files or name in folder.folders:
        folder.folders.pop(name, None)
        folder.files[name] = Node(name, Kind.REFUSED, refusal=twice)
        return twice
    folder.files[name] = node
    return ""


def _why_without_place(path: str, parts: list[str]) -> str:
    if path.startswith("/") or path[1:3] == ":/":
        return "has an absolute name"
    if ".." in parts:
        return "has a name that leads out of the zip"
    if any(unicodedata.category(character) == "Cc" for character in path):
        return "has a name that can't be printed"
    if len(parts) > _DEEPEST_FOLDER:
        return f"lies more than {_DEEPEST_FOLDER} folders deep"
    if any(len(part.encode()) > _LONGEST_NAME for part in parts):
        return "has a name that is too long for a file"
    return ""


def _why_unreadable(member: zipfile.ZipInfo) -> str:
    mode = member.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "is a link"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is not a regular file"
    if member.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if member.compress_type not in _METHODS:
        return "is compressed in an unusual way"
    return ""


def _file(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Node:
    def read(most_bytes: int) -> bytes:
        try:
            with archive.open(member) as file:
                return file.read(most_bytes)
        except _BROKEN as error:
            raise DamagedError(f"{printable(name)} is damaged in its zip ({error})") from None

    return Node(name, Kind.FILE, member.file_size, read=read)


def _name_of(member: zipfile.ZipInfo) -> str:
    """Its path, as it was meant: macOS writes UTF-8 without saying so, old Windows backslashes."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _shortened(path: str) -> str:
    """For a message."""
    return path if len(path) <= _LONGEST_IN_MESSAGES else path[:_LONGEST_IN_MESSAGES] + "…"
