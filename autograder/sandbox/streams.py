"""Messages through a descriptor, each with its length before it. Imports NumPy and `wire`.

Large parts go from their own memory and come into one buffer, without a copy in between. Small ones
are copied together: one write of them is cheaper than several.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from typing import TypeVar

import numpy as np

from autograder.sandbox.wire import Buffer

T = TypeVar("T")
HEADER = struct.Struct(">Q")
_SMALL = 16 << 10
_BLOCK = 128 << 10


def _never_wait() -> None:
    raise AssertionError("the descriptor blocks")


def write_message(
    descriptor: int, parts: list[Buffer], wait: Callable[[], None] = _never_wait
) -> None:
    """Write a message that consists of `parts`.

    Args:
        descriptor: where to.
        parts: of the message.
        wait: is called where a descriptor that does not block has no room.
    """
    size = sum(map(len, parts))
    parts = [HEADER.pack(size), *parts]
    for block in [b"".join(parts)] if size < _SMALL else _in_blocks(parts):
        write_all(descriptor, block, wait)


def write_all(descriptor: int, data: Buffer, wait: Callable[[], None] = _never_wait) -> None:
    """Write all of `data`; see `write_message`."""
    rest = data
    while rest:
        written = _when_ready(wait, os.write, descriptor, rest)
        rest = memoryview(rest)[written:]


def read_message(descriptor: int) -> Buffer | None:
    """The next message from one who sends no other before it is answered; None where it closed."""
    try:
        first = read_some(descriptor, _BLOCK)
        while len(first) < HEADER.size:
            first += read_some(descriptor, _BLOCK)
        size = HEADER.unpack_from(first)[0]
        return read_bytes(descriptor, size - len(first) + HEADER.size, begun=first[HEADER.size :])
    except EOFError:
        return None


def read_some(descriptor: int, most: int, wait: Callable[[], None] = _never_wait) -> bytes:
    """What has come, of `most` bytes; see `read_bytes`."""
    data = _when_ready(wait, os.read, descriptor, most)
    if not data:
        raise EOFError
    return data


def read_bytes(
    descriptor: int, size: int, wait: Callable[[], None] = _never_wait, begun: bytes = b""
) -> Buffer:
    """Read so many bytes.

    Args:
        descriptor: where from.
        size: how many.
        wait: is called where a descriptor that does not block has none.
        begun: what was read before, which stands at the beginning.

    Raises:
        EOFError: the other side has closed.
    """
    size += len(begun)
    first = begun or _when_ready(wait, os.read, descriptor, min(size, _SMALL))
    if len(first) == size:
        return first
    # Memory that nothing was written to: an announced length alone takes none of the machine's.
    read = np.empty(size, np.uint8).data
    read[: len(first)] = first
    count, rest = len(first), read[len(first) :]
    while count and rest:
        count = _when_ready(wait, os.readv, descriptor, [rest])
        rest = rest[count:]
    if rest:
        raise EOFError
    return read


def _in_blocks(parts: list[Buffer]) -> Iterator[Buffer]:
    """The parts; small ones that follow one another in one."""
    small: list[Buffer] = []
    size = 0
    for part in parts:
        is_small = len(part) < _SMALL
        if small and (size > _BLOCK or not is_small):
            yield b"".join(small)
            small, size = [], 0
        if is_small:
            small.append(part)
            size += len(part)
        else:
            yield part
    if small:
        yield b"".join(small)


def _when_ready(wait: Callable[[], None], action: Callable[..., T], *arguments: object) -> T:
    """What `action` gives, once the descriptor is ready for it."""
    while True:
        try:
            return action(*arguments)
        except BlockingIOError:
            wait()
