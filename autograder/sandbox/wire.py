"""The typed, bounded format in which values cross the wall.

Both sides may be lied to: `decode` accepts bytes from a hostile process and gives plain values or
WireError, nothing else. Never a pickle, never an object array, nothing that runs. Imports NumPy,
msgpack and `shared_memory` only.

A value is None, bool, int (64 bits), float, str, bytes, complex, an array of numbers, a `Handle`,
a `Foreign`, or a list, tuple or dict of values. A message is the length of its skeleton (4 bytes),
the skeleton, and the data of its arrays and bytes, in the order in which the skeleton names them.
The skeleton is msgpack: scalars are msgpack's own, containers ``[tag, items]``, others extensions.
It is small, so that unpacking a hostile one, all of empty lists say, can't fill the memory.

The data of large arrays may lie in shared memory instead: one behind the other from its beginning
on, again in the order in which the skeleton names them. So no message says where an array lies, and
none can name the same place twice. It is read once, into the array that the receiver keeps.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

from autograder.sandbox.shared_memory import SharedMemory

_ARRAY, _HANDLE, _COMPLEX, _FOREIGN, _BYTES, _SHARED_ARRAY = 1, 2, 3, 4, 5, 6
_DTYPES = frozenset(
    ("|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8")
    + ("<f2", "<f4", "<f8", "<c8", "<c16")
)
_ITEM_BYTES = {dtype: np.dtype(dtype).itemsize for dtype in _DTYPES}
_WIDEST_OF_KIND = {"f": "<f8", "c": "<c16"}
_MOST_DIMENSIONS = 16
_LONGEST_EXTENSION = 512
_FEW = 4 << 10
_LENGTH = struct.Struct(">I")

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
    """All but the data of arrays and bytes."""
    depth: int = 12
    items: int = 100_000
    """Elements of all containers together; an array counts as one."""


LIMITS = WireLimits()
REQUEST_LIMITS = WireLimits(message_bytes=1 << 30)
"""Of what the grader asks: a whole set of images to train on."""


@dataclass(frozen=True)
class Handle:
    """A value that stays where it was made; the other side holds its number alone."""

    number: int


@dataclass(frozen=True)
class Foreign:
    """A value that can't cross: the name of its type."""

    type_name: str


def encode(
    value: object, limits: WireLimits = LIMITS, shared: SharedMemory | None = None
) -> list[Buffer]:
    """`value` as the parts of a message; what has no place in the format becomes a `Foreign`.

    The parts are views of the value's arrays, where these need no change. Large arrays are copied
    to the shared memory, if there is one.

    Raises:
        WireLimitError: it is too large, too deep or refers to itself.
    """
    encoder = _Encoder(limits, shared)
    skeleton = msgpack.packb(encoder.lower(value, limits.depth))
    if len(skeleton) > limits.skeleton_bytes:
        raise WireLimitError("texts and containers are larger than what may cross")
    return [_LENGTH.pack(len(skeleton)), skeleton, *encoder.data]


def decode(data: Buffer, limits: WireLimits = LIMITS, shared: SharedMemory | None = None) -> object:
    """The value of a message that anyone may have made; it shares no memory with the message.

    Raises:
        WireError: it is not a message of this format, or over a limit.
    """
    if not _LENGTH.size <= len(data) <= limits.message_bytes:
        raise WireError("too long or too short")
    size = _LENGTH.unpack_from(data)[0]
    end = _LENGTH.size + size
    if size > limits.skeleton_bytes or end > len(data):
        raise WireError("too long a skeleton")
    try:
        decoder = _Decoder(limits, memoryview(data)[end:], shared)
        skeleton = msgpack.unpackb(
            data[_LENGTH.size : end],
            raw=False,
            ext_hook=decoder.extension,
            max_array_len=limits.items,
            max_map_len=0,
        )
        value = decoder.lift(skeleton, limits.depth)
    except WireError:
        raise
    except (ValueError, TypeError, msgpack.UnpackException, RecursionError) as error:
        raise WireError(f"not a message: {type(error).__name__}") from None
    if decoder.rest:
        raise WireError("data that nothing in the message names")
    return value


_SAME = frozenset((type(None), bool, float))
"""What msgpack has, too, whatever the value."""
_LEAVES = frozenset((*_SAME, int, str, bytes, complex, np.ndarray, Handle, Foreign))


class _Encoder:
    def __init__(self, limits: WireLimits, shared: SharedMemory | None) -> None:
        self._bytes_left = limits.message_bytes - limits.skeleton_bytes
        self._text_left = limits.skeleton_bytes
        self._items_left = limits.items
        self._shared = shared
        self._shared_bytes = 0
        self.data: list[Buffer] = []

    def lower(self, value: Any, depth: int) -> object:
        """`value` in msgpack's own types. Exact types only: a subclass may do anything."""
        kind = type(value)
        if kind in _SAME:
            return value
        if kind is int:
            fits = -(2**63) <= value < 2**64
            return value if fits else _foreign("int of more than 64 bits")
        if kind is str:
            self._text_left -= len(value)
            if self._text_left < 0:
                raise WireLimitError("texts are longer than what may cross")
            if value.isascii():
                return value
            return value.encode("utf-8", "backslashreplace").decode()
        if kind in (bytes, bytearray):
            self._count(len(value))
            self.data.append(memoryview(value))
            return msgpack.ExtType(_BYTES, msgpack.packb(len(value)))
        if kind is complex:
            return msgpack.ExtType(_COMPLEX, msgpack.packb([value.real, value.imag]))
        if isinstance(value, np.ndarray | np.generic):
            return self._array(value)
        if kind is Handle:
            return msgpack.ExtType(_HANDLE, msgpack.packb(value.number))
        if kind is Foreign:
            return _foreign(value.type_name)
        if kind in (list, tuple, dict):
            return self._container(value, depth)
        return _foreign(kind.__name__)

    def _container(self, value: Any, depth: int) -> object:
        if depth == 0:
            raise WireLimitError("containers are nested too deeply, or contain themselves")
        kind = type(value)
        self._items_left -= len(value)
        if self._items_left < 0:
            raise WireLimitError("containers hold too many items")
        if kind is dict:
            pairs = list(value.items())
            parts = [part for pair in pairs for part in pair]
        else:
            parts = list(value)
        lowered = [p if type(p) in _SAME else self.lower(p, depth - 1) for p in parts]
        return [kind.__name__, lowered]

    def _array(self, value: np.ndarray | np.generic) -> object:
        array = np.asarray(value)
        if array.dtype.kind not in "biufc":
            return _foreign(f"array of dtype {array.dtype}"[:100])
        dtype = array.dtype.str
        if dtype not in _DTYPES:
            little = array.dtype.newbyteorder("<")
            dtype = little.str if little.str in _DTYPES else _WIDEST_OF_KIND[array.dtype.kind]
        self._count(array.nbytes)
        contiguous = np.ascontiguousarray(array, dtype=dtype)
        # A view costs more than the copy of a few numbers.
        data = contiguous.tobytes() if array.nbytes < _FEW else _bytes_of(contiguous)
        code = _ARRAY
        if self._shared is not None and len(data) >= self._shared.array_bytes:
            code = _SHARED_ARRAY
            self._shared.outgoing.write(memoryview(data), self._shared_bytes)
            self._shared_bytes += len(data)
        else:
            self.data.append(data)
        return msgpack.ExtType(code, msgpack.packb([dtype, list(array.shape)]))

    def _count(self, size: int) -> None:
        """Before anything is made of what is too large."""
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise WireLimitError("the value is larger than what may cross")


def _bytes_of(array: np.ndarray) -> memoryview:
    """A contiguous array's own memory."""
    return array.reshape(-1).view(np.uint8).data


def _foreign(type_name: str) -> msgpack.ExtType:
    text = type_name.encode("utf-8", "backslashreplace")[:200]
    return msgpack.ExtType(_FOREIGN, text)


class _Decoder:
    def __init__(self, limits: WireLimits, data: memoryview, shared: SharedMemory | None) -> None:
        self._items_left = limits.items
        self.rest = data
        self._shared = shared
        self._shared_bytes = 0
        self._most_shared_bytes = limits.message_bytes - len(data)

    def lift(self, raw: Any, depth: int) -> object:
        """The value of what msgpack read."""
        if type(raw) in _LEAVES:
            return raw
        if type(raw) is list and len(raw) == 2 and type(raw[1]) is list and depth > 0:
            tag, parts = raw
            self._items_left -= len(parts)
            if self._items_left < 0:
                raise WireError("too many items")
            # Most are leaves, and a call for each is what would take longest.
            values = [p if type(p) in _LEAVES else self.lift(p, depth - 1) for p in parts]
            if tag == "list":
                return values
            if tag == "tuple":
                return tuple(values)
            if tag == "dict" and len(values) % 2 == 0:
                return _dictionary(values)
        raise WireError("unknown structure")

    def extension(self, code: int, payload: bytes) -> object:
        """The value of one of our extensions, as msgpack comes upon it."""
        if len(payload) > _LONGEST_EXTENSION:
            raise WireError("too long an extension")
        if code == _FOREIGN:
            return Foreign(payload.decode("utf-8", "backslashreplace"))
        content = msgpack.unpackb(payload, raw=False, max_array_len=_MOST_DIMENSIONS, max_map_len=0)
        if code == _HANDLE and type(content) is int:
            return Handle(content)
        if code == _BYTES and type(content) is int:
            return bytes(self._take(content))
        if code == _COMPLEX and type(content) is list and len(content) == 2:
            return complex(float(content[0]), float(content[1]))
        if code in (_ARRAY, _SHARED_ARRAY) and type(content) is list and len(content) == 2:
            return self._array(*content, is_shared=code == _SHARED_ARRAY)
        raise WireError("unknown extension")

    def _array(self, dtype: object, shape: object, *, is_shared: bool) -> np.ndarray:
        if type(dtype) is not str or dtype not in _DTYPES:
            raise WireError("an array of a forbidden dtype")
        if type(shape) is not list or any(type(n) is not int or n < 0 for n in shape):
            raise WireError("a malformed shape")
        size = math.prod(shape) * _ITEM_BYTES[dtype]
        if is_shared:
            return self._shared_array(size, dtype, shape)
        # The copy makes it writable, and aligned.
        return np.frombuffer(self._take(size), dtype=dtype).reshape(shape).copy()

    def _shared_array(self, size: int, dtype: str, shape: list[int]) -> np.ndarray:
        begin = self._shared_bytes
        self._shared_bytes += size
        if self._shared is None or self._shared_bytes > self._most_shared_bytes:
            raise WireError("an array in shared memory where none may be")
        array = np.empty(shape, dtype)
        try:
            self._shared.incoming.read_into(_bytes_of(array), begin)
        except EOFError:
            raise WireError("an array whose data is not there") from None
        return array

    def _take(self, size: int) -> memoryview:
        """The next bytes of the message's data."""
        if not 0 <= size <= len(self.rest):
            raise WireError("an array whose data is not there")
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken


def _dictionary(values: list[object]) -> dict[object, object]:
    keys = values[::2]
    if any(type(key) not in (str, int, float, bool, type(None)) for key in keys):
        raise WireError("a dict's keys must be plain")
    return dict(zip(keys, values[1::2], strict=True))
