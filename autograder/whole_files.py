"""Files that are written whole or not at all. Imports the standard library only."""

from __future__ import annotations

from pathlib import Path


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
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.parent / ".unfinished"  # of one writer; a killed one's is written over
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode)
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        error.filename = str(path)  # which a full disk does not say
        raise
    finally:
        unfinished.unlink(missing_ok=True)
    return True
