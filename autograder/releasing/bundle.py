"""The zip that students get; any zip that is made here. Imports authoring and the records."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping

from autograder.authoring.generate import starter_files
from autograder.records import Assignment

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: when it was made is not part of a bundle."""


def make_bundle(assignment: Assignment) -> bytes:
    """A zip with one folder, the week's starter code; the same files always give the same bytes."""
    files = starter_files(assignment).items()
    return make_zip({f"{assignment.name}/{name}": text for name, text in files})


def make_zip(files: Mapping[str, str | bytes], programs: Collection[str] = ()) -> bytes:
    """A zip of these files, the same bytes on every machine.

    Args:
        files: what is in it, by path.
        programs: those of the paths that can be run.
    """
    buffer = io.BytesIO()
    # Stored, not compressed: another version of zlib would give other bytes.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system = 3  # Unix, on whatever machine it is made: else no permissions
            entry.external_attr = (0o755 if name in programs else 0o644) << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
