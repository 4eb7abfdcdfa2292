"""What a class hands in, made for a test: folders, and zips as usual programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

SOURCE = b"def conv1d(signal, kernel): ...\n"
OTHER = b"def conv1d(signal, kernel): return signal\n"


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files by their paths below a folder; returns the folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip as usual programs write it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()
