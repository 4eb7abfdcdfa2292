"""Memory that both sides of the wall hold, for arrays that are too large for a message.

A file without a name for each way (memfd_create(2)). It is written and read like any file, never
mapped: what was read can't change any more, and what isn't there is an error, not a signal. Reading
waits for nobody. Imports the standard library only.
"""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from io import FileIO


class SharedFile:
    """One way's memory, as one side holds it; it is let go of like any file."""

    def __init__(self, file: FileIO) -> None:
        self._file = file
        self._written = 0

    def fileno(self) -> int:
        """The descriptor."""
        return self._file.fileno()

    def write(self, data: memoryview, position: int) -> None:
        """Write bytes at a position.

        Raises:
            OSError: there is no room.
        """
        while data:
            written = os.pwrite(self.fileno(), data, position)
            data, position = data[written:], position + written
            self._written = max(self._written, position)

    def read_into(self, buffer: memoryview, position: int) -> None:
        """Fill a buffer of bytes from a position on.

        Raises:
            EOFError: there are not as many.
        """
        while buffer:
            read = os.preadv(self.fileno(), [buffer], position)
            if read == 0:
                raise EOFError
            buffer, position = buffer[read:], position + read

    def keep(self, most: int) -> None:
        """Give back what was written beyond `most` bytes; the rest is for the next message."""
        if self._written > most:
            os.ftruncate(self.fileno(), most)
            self._written = most

    def close(self) -> None:
        """Let go of it."""
        self._file.close()


@dataclass(frozen=True)
class SharedMemory:
    """What one side holds: where it puts large arrays, and where it finds the other side's."""

    outgoing: SharedFile
    incoming: SharedFile
    array_bytes: int
    """An array of this size or more goes there."""

    def close(self) -> None:
        """Let go of both."""
        self.outgoing.close()
        self.incoming.close()


def share(array_bytes: int, answer_bytes: int) -> tuple[SharedMemory, SharedMemory] | None:
    """The grader's side and the submission's; None where this machine has no such files.

    The submission can't write to what it is asked, so that the gigabyte which the grader may put
    there is no memory of its own. What it answers with has a size that neither side can change.
    """
    try:
        asked = _new_file("asked", mode=0o400)
        asked_there = FileIO(os.open(f"/proc/self/fd/{asked.fileno()}", os.O_RDONLY))
        answered = _new_file("answered", mode=0o600)
        answered.truncate(answer_bytes)
        size_stays = fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
        fcntl.fcntl(answered, fcntl.F_ADD_SEALS, size_stays)
        answered_there = FileIO(os.dup(answered.fileno()), "r+")
    except (AttributeError, OSError):  # an old C library; an old kernel, or no /proc
        return None
    return (
        SharedMemory(SharedFile(asked), SharedFile(answered), array_bytes),
        SharedMemory(SharedFile(answered_there), SharedFile(asked_there), array_bytes),
    )


def _new_file(name: str, mode: int) -> FileIO:
    """A file that its owner alone may open again through /proc, and only as `mode` says."""
    file = FileIO(os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING), "r+")
    os.fchmod(file.fileno(), mode)
    return file
