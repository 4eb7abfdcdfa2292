"""The typed, bounded format in which values cross the wall.

Both sides may be lied to: `decode` accepts bytes from a hostile process and gives plain values or
WireError, nothing else. Never a pickle, never an object array, nothing that runs. Imports NumPy,
msgpack and `shared_memory` only.

A value is None, bool, int (64 bits), float, str, bytes, complex, an array of numbers, a `Handle`,
a `Foreign`, or a list, tuple or dict of values. A message is the length of its skeleton (4 bytes),
the skeleton, and the data of its arrays, in the order in which the skeleton names them. The
skeleton is msgpack, which has most of these types; the others are extensions. It is small, so that
unpacking a hostile one, all of empty lists say, can't fill the memory.

The data of large arrays may lie in shared memory instead: one behind the other from its beginning
on, again in the order in which the skeleton names them. So no message says where an array lies, and
none can name the same place twice. It is read once, into the array that the receiver keeps.
"""

from __future__ import annotations

import functools
import math
import struct
from collections.abc import Collection
from dataclasses import dataclass

import msgpack
import numpy as np

from autograder.sandbox.shared_memory import SharedMemory

_ARRAY, _HANDLE, _COMPLEX, _FOREIGN, _SHARED_ARRAY, _TUPLE = 1, 2, 3, 4, 6, 7
_DTYPES = frozenset(
    ("|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8")
    + ("<f2", "<f4", "<f8", "<c8", "<c16")
)
_USUAL_DTYPES = frozenset(map(np.dtype, _DTYPES))
_WIDEST_OF_KIND = {"f": "<f8", "c": "<c16"}
_MOST_DIMENSIONS = 16
_LONGEST_EXTENSION = 512
"""But for a tuple."""
_LEAST_FOR_VIEW = 4 << 10
"""Bytes of an array, from which on a view of it costs less than a copy."""
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
    """All but the data of arrays."""
    depth: int = 12

    @property
    def array_bytes(self) -> int:
        """The data of all arrays together."""
        return self.message_bytes - self.skeleton_bytes - _LENGTH.size


LIMITS = WireLimits()
REQUEST_LIMITS = WireLimits(message_bytes=1 << 30, skeleton_bytes=64 << 20)
"""Of what the grader sends: a submission's files, a whole set of images to train on."""
_FULL_BYTES = 256 << 10
BUNDLE_LIMITS = WireLimits(
    LIMITS.message_bytes + 2 * _FULL_BYTES,
    LIMITS.skeleton_bytes + 2 * _FULL_BYTES,
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
    skeleton = encoder.skeleton(value)
    encoder.forget_packers()
    return [_LENGTH.pack(len(skeleton)), skeleton, *encoder.data]


class Bundle:
    """Values that cross as one list. Each is copied when it is added: it may change afterwards."""

    def __init__(self, limits: WireLimits = LIMITS) -> None:
        self._encoder = _Encoder(limits, None, is_copying=True)
        self._skeletons: list[bytes] = []
        self._size = 0

    @property
    def is_full(self) -> bool:
        """Whether nothing more should be added."""
        return self._size >= _FULL_BYTES

    def add(self, value: object) -> None:
        """Add a value.

        Raises:
            WireLimitError: see `encode`, as if it crossed alone; it has not been added.
        """
        count = len(self._encoder.data)
        try:
            skeleton = self._encoder.skeleton(value)
        except BaseException:
            del self._encoder.data[count:]
            raise
        self._skeletons.append(skeleton)
        self._size += len(skeleton) + self._encoder.array_bytes

    def message(self) -> list[Buffer]:
        """The parts of the message, of which `decode` makes a list."""
        head = msgpack.Packer().pack_array_header(len(self._skeletons))
        skeleton = b"".join([head, *self._skeletons])
        self._encoder.forget_packers()
        return [_LENGTH.pack(len(skeleton)), skeleton, *self._encoder.data]


def decode(data: Buffer, limits: WireLimits = LIMITS, shared: SharedMemory | None = None) -> object:
    """The value of a message that anyone may have made; it shares no memory with the message.

    Raises:
        WireError: it is not a message of this format, or over a limit.
    """
    value = decode_trusted(data, limits, shared)
    _look_through(value, limits.depth)
    return value


def decode_trusted(
    data: Buffer, limits: WireLimits = LIMITS, shared: SharedMemory | None = None
) -> object:
    """The value of a message that `encode` has made; otherwise its parts may be of other types.

    Raises:
        WireError: see `decode`, as far as it is noticed.
    """
    if not _LENGTH.size <= len(data) <= limits.message_bytes:
        raise WireError("too long or too short")
    size = _LENGTH.unpack_from(data)[0]
    end = _LENGTH.size + size
    if size > limits.skeleton_bytes or end > len(data):
        raise WireError("too long a skeleton")
    try:
        decoder = _Decoder(limits, memoryview(data)[end:], shared)
        value = decoder.value(data[_LENGTH.size : end])
    except WireError:
        raise
    except (ValueError, TypeError, msgpack.UnpackException, RecursionError) as error:
        raise WireError(f"not a message: {type(error).__name__}") from None
    if not decoder.is_at_end:
        raise WireError("data that nothing in the message names")
    return value


class _Encoder:
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
            return msgpack.ExtType(_COMPLEX, msgpack.packb([value.real, value.imag]))
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
        return msgpack.ExtType(_TUPLE, packed)

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
        data = array.tobytes() if is_small else _memory_of(np.ascontiguousarray(array))
        if self._shared is not None and size >= self._shared.array_bytes:
            self._shared.outgoing.write(memoryview(data), self._shared_bytes)
            self._shared_bytes += size
            return _header(_SHARED_ARRAY, dtype, array.shape)
        self.data.append(data)
        return _header(_ARRAY, dtype, array.shape)


_ARRAYS = (np.ndarray, np.generic)
_PACKED_BYTES = 4 << 10
"""A packer's memory at first; with msgpack's own choice, each would be new pages to the kernel."""
_TOO_DEEP = "containers are nested too deeply, or contain themselves"
_CONTAINERS = frozenset((list, tuple, dict))
_PLAIN_KEYS = frozenset((type(None), bool, int, float, str))
_LEAVES = _PLAIN_KEYS | {bytes, complex, np.ndarray, Handle, Foreign}


def _is_deeper_than(depth: int, value: object) -> bool:
    if type(value) not in _CONTAINERS:
        return False
    if depth == 0:
        return True
    for part in _parts_of(value):
        if type(part) in _CONTAINERS and _is_deeper_than(depth - 1, part):
            return True
    return False


def _parts_of(container: object) -> Collection[object]:
    return container.values() if type(container) is dict else container  # type: ignore[return-value]


@functools.lru_cache(maxsize=1024)
def _header(code: int, dtype: np.dtype, shape: tuple[int, ...]) -> msgpack.ExtType:
    """How an array is named."""
    return msgpack.ExtType(code, msgpack.packb([dtype.str, list(shape)]))


@functools.lru_cache(maxsize=1024)
def _handle(number: int) -> msgpack.ExtType:
    return msgpack.ExtType(_HANDLE, msgpack.packb(number))


def _as_usual(array: np.ndarray) -> np.ndarray:
    little = array.dtype.newbyteorder("<")
    return array.astype(little if little in _USUAL_DTYPES else _WIDEST_OF_KIND[array.dtype.kind])


def _memory_of(array: np.ndarray) -> memoryview:
    """A contiguous array's own memory."""
    return array.reshape(-1).view(np.uint8).data


def _foreign(type_name: str) -> msgpack.ExtType:
    text = type_name.encode("utf-8", "backslashreplace")[:200]
    return msgpack.ExtType(_FOREIGN, text)


class _Decoder:
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
        if code == _TUPLE:
            return self._tuple(payload)
        if len(payload) > _LONGEST_EXTENSION:
            raise WireError("too long an extension")
        if code in (_ARRAY, _SHARED_ARRAY):
            dtype, shape, size = _read_header(payload)
            read = self._array if code == _ARRAY else self._shared_array
            return read(dtype, shape, size)
        if code == _FOREIGN:
            return Foreign(payload.decode("utf-8", "backslashreplace"))
        content = msgpack.unpackb(payload, raw=False, max_array_len=2, max_map_len=0)
        if code == _HANDLE and type(content) is int:
            return Handle(content)
        if code == _COMPLEX and type(content) is list and len(content) == 2:
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
            self._shared.incoming.read_into(_memory_of(array), begin)
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
    if type(name) is not str or name not in _DTYPES:
        raise WireError("an array of a forbidden dtype")
    if type(shape) is not list or any(type(n) is not int or n < 0 for n in shape):
        raise WireError("a malformed shape")
    dtype = np.dtype(name)
    return dtype, tuple(shape), math.prod(shape) * dtype.itemsize


def _look_through(value: object, depth: int) -> None:
    """Have all parts be of our types, and containers not too deep."""
    kind = type(value)
    if kind in _LEAVES:
        return
    if kind not in _CONTAINERS or depth == 0:
        raise WireError("unknown structure")
    if kind is dict and not _PLAIN_KEYS.issuperset(map(type, value)):  # type: ignore[call-overload]
        raise WireError("a dict's keys must be plain")
    parts = _parts_of(value)
    if not _LEAVES.issuperset(map(type, parts)):
        for part in parts:
            _look_through(part, depth - 1)
