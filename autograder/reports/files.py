"""Files of reports: names for them, and writing whole or not at all. Imports the records only."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from autograder.records import Student

_LONGEST_FILE_NAME = 255
_LONGEST_PORTABLE_NAME = 150
_PORTABLE = " ,'()+@_.-"
"""Besides letters, marks and numbers."""


def file_name(student: str, suffix: str) -> str:
    """`<student><suffix>`; a name too long for the file system is cut, and stays unique."""
    encoded = os.fsencode(student)
    looks_cut = re.fullmatch(rb".{200}-[0-9a-f]{16}", encoded, re.DOTALL)
    if len(encoded) + len(suffix) <= _LONGEST_FILE_NAME and not looks_cut:
        return f"{student}{suffix}"
    digest = hashlib.sha256(encoded).hexdigest()[:16]
    return os.fsdecode(encoded[:200]) + f"-{digest}{suffix}"


def portable_names(students: Sequence[Student]) -> list[str]:
    """A file's name for each student, without its suffix.

    Unlike a submission's key, a person's name may hold anything. These names can be unpacked from a
    zip on any system, and differ from each other also where upper and lower case are the same.
    """
    names = [_portable(student.name) for student in students]
    shared = Counter(name.casefold() for name in names)
    given: set[str] = set()
    for k, student in enumerate(students):
        if shared[names[k].casefold()] > 1:
            names[k] += f"-{_digest(repr(student))}"
        while names[k].casefold() in given:
            names[k] += "-again"
        given.add(names[k].casefold())
    return names


def write_whole(path: Path, content: str | bytes, mode: int = 0o644) -> bool:
    """Write a file whole or not at all; one that has this content already stays as it is.

    Args:
        path: the file.
        content: all of it.
        mode: its permissions, but for what the umask takes away.

    Returns:
        Whether it was written.
    """
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.parent / ".unfinished"  # of one writer; a killed one's is written over
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode)
        unfinished.write_bytes(data)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return True


def _portable(name: str) -> str:
    readable = unicodedata.normalize("NFC", name)
    kept = "".join(
        character if unicodedata.category(character)[0] in "LMN" or character in _PORTABLE else "_"
        for character in readable
    ).strip(" .")
    cut = kept.encode()[:_LONGEST_PORTABLE_NAME].decode(errors="ignore").rstrip(" .")
    return cut if cut and cut == readable else f"{cut}-{_digest(name)}".lstrip("-")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:10]
