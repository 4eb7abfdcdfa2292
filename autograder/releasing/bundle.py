"""The zip that students get. Imports authoring and the records."""

from __future__ import annotations

import io
import zipfile

from autograder.authoring.generate import starter_files
from autograder.records import Assignment

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: when it was made is not part of a bundle."""


def make_bundle(assignment: Assignment) -> bytes:
    """A zip with one folder, the week's starter code; the same files always give the same bytes."""
    buffer = io.BytesIO()
    # Stored, not compressed: another version of zlib would give other bytes.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in sorted(starter_files(assignment).items()):
            entry = zipfile.ZipInfo(f"{assignment.name}/{name}", _LONG_AGO)
            entry.create_system = 3  # Unix, on whatever machine it is made: else no permissions
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text)
    return buffer.getvalue()
