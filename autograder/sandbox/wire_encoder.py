"""The encoding half of `wire`. Imports NumPy, msgpack, `shared_memory` and `wire_format` only."""

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
    SHARED_ARRAY,
    TUPLE,
    Buffer,
    Foreign,
    Handle,
    WireLimitError,
    WireLimits,
    memory_of,
    parts_of,
)

_USUAL_DTYPES = frozenset(map(np.dtype, DTYPES))
_WIDEST_OF_KIND = {"f": "<f8", "c": "<c16"}
_LEAST_FOR_VIEW = 4 << 10
"""Bytes of an array, from which on a view of it costs less than a copy."""
_ARRAYS = (np.ndarray, np.generic)
_PACKED_BYTES = 4 << 10
"""A packer's memory at first; with msgpack's own choice, each would be new pages to the kernel."""
_TOO_DEEP = "containers are nested too deeply, or contain themselves"


class Encoder:
    """Packs values, and gathers the data of their arrays."""

    def __init__(
        self, limits: WireLimits, shared: SharedMemory | None, *, is_copying: bool = False
    ) -> None:
        self._limits = limits
        self._most_array_bytes = limits.array_bytes
        self._shared = shared
        self._shared_bytes = 0
        self._least_for_view = math.inf if is_copying else _LEAST_FOR_VIEW
        self._packers = {limits.depth: self._new_packer()}
        self.data: list[Buffer] = []
        self.array_bytes = 0
        """Of the data of the last value's arrays."""

    def skeleton(self, value: object) -> bytes:
        """The skeleton of a value.

        Raises:
            WireLimitError: see `encode`.
        """
        self.array_bytes = 0
        self._depth = self._limits.depth
        skeleton = self._packed(value)
        if len(skeleton) > self._limits.skeleton_bytes:
            raise WireLimitError("texts and containers are larger than what may cross")
        # After it was packed: now it is known to have no more containers than a skeleton's bytes.
        if _is_deeper_than(self._limits.depth, value):
            raise WireLimitError(_TOO_DEEP)
        return skeleton

    def forget_packers(self) -> None:
        """After the last value: they refer to this, and would keep its arrays."""
        self._packers.clear()

    def _new_packer(self) -> msgpack.Packer:
        # Exact types only: a subclass may do anything.
        return msgpack.Packer(
            default=self._lowered,
            strict_types=True,
            unicode_errors="backslashreplace",
            buf_size=_PACKED_BYTES,
        )

    def _packed(self, value: object) -> bytes:
        # A packer is for one value at a time, and a tuple is packed in the middle of another value.
        if self._depth not in self._packers:
            self._packers[self._depth] = self._new_packer()
        try:
            packed: bytes = self._packers[self._depth].pack(value)
        except WireLimitError:
            raise
        except ValueError:  # as msgpack says it
            raise WireLimitError(_TOO_DEEP) from None
        return packed

    def _lowered(self, value: object) -> msgpack.ExtType:
        """The extension for what msgpack has not."""
        kind = type(value)
        if kind is np.ndarray or isinstance(value, _ARRAYS):
            return self._array(np.asarray(value))
        if isinstance(value, tuple) and kind is tuple:
            return self._tuple(value)
        if isinstance(value, complex) and kind is complex:
            return msgpack.ExtType(COMPLEX, msgpack.packb([value.real, value.imag]))
        if isinstance(value, Handle) and kind is Handle:
            return _handle(value.number)
        if isinstance(value, Foreign) and kind is Foreign:
            return _foreign(value.type_name)
        return _foreign("int of more than 64 bits" if kind is int else kind.__name__)

    def _tuple(self, value: tuple[object, ...]) -> msgpack.ExtType:
        if self._depth == 0:
            raise WireLimitError(_TOO_DEEP)
        self._depth -= 1
        packed = self._packed([*value])
        self._depth += 1
        return msgpack.ExtType(TUPLE, packed)

    def _array(self, array: np.ndarray) -> msgpack.ExtType:
        size, dtype = array.nbytes, array.dtype
        self.array_bytes += size  # before anything is made of what is too large
        if self.array_bytes > self._most_array_bytes:
            raise WireLimitError("the value is larger than what may cross")
        if dtype not in _USUAL_DTYPES:
            if dtype.kind not in "biufc":
                return _foreign(f"array of dtype {dtype}"[:100])
            array = _as_usual(array)
            size, dtype = array.nbytes, array.dtype
        is_small = size < self._least_for_view
        data = array.tobytes() if is_small else memory_of(np.ascontiguousarray(array))
        if self._shared is not None and size >= self._shared.array_bytes:
            self._shared.outgoing.write(memoryview(data), self._shared_bytes)
            self._shared_bytes += size
            return _header(SHARED_ARRAY, dtype, array.shape)
        self.data.append(data)
        return _header(ARRAY, dtype, array.shape)


def _is_deeper_than(depth: int, value: object) -> bool:
    if type(value) not in CONTAINERS:
        return False
    if depth == 0:
        return True
    for part in parts_of(value):
        if type(part) in CONTAINERS and _is_deeper_than(depth - 1, part):
            return True
    return False


@functools.lru_cache(maxsize=1024)
def _header(code: int, dtype: np.dtype, shape: tuple[int, ...]) -> msgpack.ExtType:
    """How an array is named."""
    return msgpack.ExtType(code, msgpack.packb([dtype.str, list(shape)]))


@functools.lru_cache(maxsize=1024)
def _handle(number: int) -> msgpack.ExtType:
    return msgpack.ExtType(HANDLE, msgpack.packb(number))


def _as_usual(array: np.ndarray) -> np.ndarray:
    little = array.dtype.newbyteorder("<")
    return array.astype(little if little in _USUAL_DTYPES else _WIDEST_OF_KIND[array.dtype.kind])


def _foreign(type_name: str) -> msgpack.ExtType:
    text = type_name.encode("utf-8", "backslashreplace")[:200]
    return msgpack.ExtType(FOREIGN, text)
