"""What both directions of the format have in common; see `wire`. Imports NumPy only."""

from __future__ import annotations

import struct
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

ARRAY, HANDLE, COMPLEX, FOREIGN, SHARED_ARRAY, TUPLE = 1, 2, 3, 4, 6, 7
"""The extensions of msgpack."""
DTYPES = frozenset(
    ("|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8")
    + ("<f2", "<f4", "<f8", "<c8", "<c16")
)
LENGTH = struct.Struct(">I")
"""Of a skeleton, before it."""

Buffer = bytes | memoryview
"""Bytes; a view's elements are single bytes."""


class WireError(ValueError):
    """The bytes are not a message of this format."""


class WireLimitError(ValueError):
    """A value is larger than what may cross."""


@dataclass(frozen=True)
class WireLimits:
    """What one message may hold."""

    message_bytes: int = 64 << 20
    skeleton_bytes: int = 1 << 20
    """All but the data of arrays."""
    depth: int = 12

    @property
    def array_bytes(self) -> int:
        """The data of all arrays together."""
        return self.message_bytes - self.skeleton_bytes - LENGTH.size


LIMITS = WireLimits()
REQUEST_LIMITS = WireLimits(message_bytes=1 << 30, skeleton_bytes=64 << 20)
"""Of what the grader sends: a submission's files, a whole set of images to train on."""
FULL_BYTES = 256 << 10
BUNDLE_LIMITS = WireLimits(
    LIMITS.message_bytes + 2 * FULL_BYTES,
    LIMITS.skeleton_bytes + 2 * FULL_BYTES,
    LIMITS.depth + 1,
)
"""Of a bundle to which no more is added when it is full: the last value may be a large one."""


@dataclass(frozen=True)
class Handle:
    """A value that stays where it was made; the other side holds its number alone."""

    number: int


@dataclass(frozen=True)
class Foreign:
    """A value that can't cross: the name of its type."""

    type_name: str


CONTAINERS = frozenset((list, tuple, dict))
PLAIN_KEYS = frozenset((type(None), bool, int, float, str))
LEAVES = PLAIN_KEYS | {bytes, complex, np.ndarray, Handle, Foreign}


def parts_of(container: object) -> Collection[object]:
    """What a container holds, but for a dict's keys."""
    return container.values() if type(container) is dict else container  # type: ignore[return-value]


def memory_of(array: np.ndarray) -> memoryview:
    """A contiguous array's own memory."""
    return array.reshape(-1).view(np.uint8).data
