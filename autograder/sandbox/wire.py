"""The typed, bounded format in which values cross the wall.

Both sides may be lied to: `decode` accepts bytes from a hostile process and gives plain values or
WireError, nothing else. Never a pickle, never an object array, nothing that runs. Imports msgpack,
`shared_memory` and the other modules of the format only.

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

import msgpack

from autograder.sandbox.shared_memory import SharedMemory
from autograder.sandbox.wire_decoder import Decoder, look_through
from autograder.sandbox.wire_encoder import Encoder
from autograder.sandbox.wire_format import (
    BUNDLE_LIMITS,
    FULL_BYTES,
    LENGTH,
    LIMITS,
    REQUEST_LIMITS,
    Buffer,
    Foreign,
    Handle,
    WireError,
    WireLimitError,
    WireLimits,
)

__all__ = [
    "BUNDLE_LIMITS",
    "LIMITS",
    "REQUEST_LIMITS",
    "Buffer",
    "Bundle",
    "Foreign",
    "Handle",
    "WireError",
    "WireLimitError",
    "WireLimits",
    "decode",
    "decode_trusted",
    "encode",
]


def encode(
    value: object, limits: WireLimits = LIMITS, shared: SharedMemory | None = None
) -> list[Buffer]:
    """`value` as the parts of a message; what has no place in the format becomes a `Foreign`.

    The parts are views of the value's arrays, where these need no change. Large arrays are copied
    to the shared memory, if there is one.

    Raises:
        WireLimitError: it is too large, too deep or refers to itself.
    """
    encoder = Encoder(limits, shared)
    skeleton = encoder.skeleton(value)
    encoder.forget_packers()
    return [LENGTH.pack(len(skeleton)), skeleton, *encoder.data]


class Bundle:
    """Values that cross as one list. Each is copied when it is added: it may change afterwards."""

    def __init__(self, limits: WireLimits = LIMITS) -> None:
        self._encoder = Encoder(limits, None, is_copying=True)
        self._skeletons: list[bytes] = []
        self._size = 0

    @property
    def is_full(self) -> bool:
        """Whether nothing more should be added."""
        return self._size >= FULL_BYTES

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
        return [LENGTH.pack(len(skeleton)), skeleton, *self._encoder.data]


def decode(data: Buffer, limits: WireLimits = LIMITS, shared: SharedMemory | None = None) -> object:
    """The value of a message that anyone may have made; it shares no memory with the message.

    Raises:
        WireError: it is not a message of this format, or over a limit.
    """
    value = decode_trusted(data, limits, shared)
    look_through(value, limits.depth)
    return value


def decode_trusted(
    data: Buffer, limits: WireLimits = LIMITS, shared: SharedMemory | None = None
) -> object:
    """The value of a message that `encode` has made; otherwise its parts may be of other types.

    Raises:
        WireError: see `decode`, as far as it is noticed.
    """
    if not LENGTH.size <= len(data) <= limits.message_bytes:
        raise WireError("too long or too short")
    size = LENGTH.unpack_from(data)[0]
    end = LENGTH.size + size
    if size > limits.skeleton_bytes or end > len(data):
        raise WireError("too long a skeleton")
    try:
        decoder = Decoder(limits, memoryview(data)[end:], shared)
        value = decoder.value(data[LENGTH.size : end])
    except WireError:
        raise
    except (ValueError, TypeError, msgpack.UnpackException, RecursionError) as error:
        raise WireError(f"not a message: {type(error).__name__}") from None
    if not decoder.is_at_end:
        raise WireError("data that nothing in the message names")
    return value
