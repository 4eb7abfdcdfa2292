"""Names for the files of reports. Imports the records only."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

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
