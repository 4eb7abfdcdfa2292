"""The decoding half of `wire`. Imports NumPy, msgpack, `shared_memory` and `wire_format` only."""

from __future__ import annotations

import functools
import math

import msgpack
import numpy as np

from autograder.sandbox.shared_memory import SharedMemory
from autograder.sandbox.wire_format import (
    ARRAY,
    COMPLEX,
    CONTAINERS,
    DTYPES,
    FOREIGN,
    HANDLE,
    LEAVES,
    PLAIN_KEYS,
    SHARED_ARRAY,
    TUPLE,
    Buffer,
    Foreign,
    Handle,
    WireError,
    WireLimits,
    memory_of,
    parts_of,
)

_MOST_DIMENSIONS = 16
_LONGEST_EXTENSION = 512
"""But for a tuple."""


class Decoder:
    """Unpacks a value, and hands its arrays their data."""

    def __init__(self, limits: WireLimits, data: memoryview, shared: SharedMemory | None) -> None:
        self._data = data
        self._taken = 0
        self._depth = limits.depth
        self._shared = shared
        self._shared_bytes = 0
        self._most_shared_bytes = limits.message_bytes - len(data)

    @property
    def is_at_end(self) -> bool:
        """Whether all data has been named."""
        return self._taken == len(self._data)

    def value(self, skeleton: Buffer) -> object:
        """What a skeleton says; its parts may be of any type that msgpack knows."""
        return msgpack.unpackb(skeleton, raw=False, ext_hook=self._extension, strict_map_key=False)

    def _extension(self, code: int, payload: bytes) -> object:
        """The value of one of our extensions, as msgpack comes upon it."""
        if code == TUPLE:
            return self._tuple(payload)
        if len(payload) > _LONGEST_EXTENSION:
            raise WireError("too long an extension")
        if code in (ARRAY, SHARED_ARRAY):
            dtype, shape, size = _read_header(payload)
            read = self._array if code == ARRAY else self._shared_array
            return read(dtype, shape, size)
        if code == FOREIGN:
            return Foreign(payload.decode("utf-8", "backslashreplace"))
        content = msgpack.unpackb(payload, raw=False, max_array_len=2, max_map_len=0)
        if code == HANDLE and type(content) is int:
            return Handle(content)
        if code == COMPLEX and type(content) is list and len(content) == 2:
            return complex(float(content[0]), float(content[1]))
        raise WireError("unknown extension")

    def _tuple(self, payload: bytes) -> tuple[object, ...]:
        if self._depth == 0:  # long before the stack is full
            raise WireError("tuples nested too deeply")
        self._depth -= 1
        parts = self.value(payload)
        self._depth += 1
        if type(parts) is not list:
            raise WireError("a malformed tuple")
        return tuple(parts)

    def _array(self, dtype: np.dtype, shape: tuple[int, ...], size: int) -> np.ndarray:
        begin = self._taken
        self._taken += size
        if self._taken > len(self._data):
            raise WireError("an array whose data is not there")
        if size == 0:
            return np.empty(shape, dtype)
        # The copy makes it writable, and aligned.
        return np.ndarray(shape, dtype, self._data, begin).copy()

    def _shared_array(self, dtype: np.dtype, shape: tuple[int, ...], size: int) -> np.ndarray:
        begin = self._shared_bytes
        self._shared_bytes += size
        if self._shared is None or self._shared_bytes > self._most_shared_bytes:
            raise WireError("an array in shared memory where none may be")
        array = np.empty(shape, dtype)
        try:
            self._shared.incoming.read_into(memory_of(array), begin)
        except EOFError:
            raise WireError("an array whose data is not there") from None
        return array


@functools.lru_cache(maxsize=1024)
def _read_header(payload: bytes) -> tuple[np.dtype, tuple[int, ...], int]:
    """The dtype, the shape and the bytes of an array."""
    content = msgpack.unpackb(payload, raw=False, max_array_len=_MOST_DIMENSIONS, max_map_len=0)
    if type(content) is not list or len(content) != 2:
        raise WireError("a malformed array")
    name, shape = content
    if type(name) is not str or name not in DTYPES:
        raise WireError("an array of a forbidden dtype")
    if type(shape) is not list or any(type(n) is not int or n < 0 for n in shape):
        raise WireError("a malformed shape")
    dtype = np.dtype(name)
    return dtype, tuple(shape), math.prod(shape) * dtype.itemsize


def look_through(value: object, depth: int) -> None:
    """Have all parts be of our types, and containers not too deep."""
    kind = type(value)
    if kind in LEAVES:
        return
    if kind not in CONTAINERS or depth == 0:
        raise WireError("unknown structure")
    if kind is dict and not PLAIN_KEYS.issuperset(map(type, value)):  # type: ignore[call-overload]
        raise WireError("a dict's keys must be plain")
    parts = parts_of(value)
    if not LEAVES.issuperset(map(type, parts)):
        for part in parts:
            look_through(part, depth - 1)
