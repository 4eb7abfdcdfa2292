"""Files that are written whole or not at all. Imports the standard library only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO


def write_whole(path: Path, content: str | bytes, mode: int = 0o644) -> bool:
    """Write a file whole or not at all; one that has this content already stays as it is.

    Args:
        path: the file.
        content: all of it.
        mode: its permissions, but for what the umask takes away.

    Returns:
        Whether it was written.

    Raises:
        OSError: it can't be written, and is as it was; names the file.
    """
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    folder = path.parent
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / ".unfinished"  # of one writer
    try:
        with _made_anew(unfinished, mode) as file:
            file.write(data)
        unfinished.replace(path)
    except BaseException as error:
        unfinished.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)  # which a full disk does not say
        raise
    return True


def _made_anew(path: Path, mode: int) -> BinaryIO:
    """A new file, open for writing, in the place of a killed writer's."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        descriptor = os.open(path, flags, mode)
    except FileExistsError:
        path.unlink()
        descriptor = os.open(path, flags, mode)
    return os.fdopen(descriptor, "wb")
