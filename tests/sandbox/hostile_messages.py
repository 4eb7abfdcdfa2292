"""Messages as a hostile submission may send them: drawn from a seed, as many as one likes.

Four kinds: bytes without sense, real messages that were damaged, right MessagePack of what no
message holds, and sizes that lie.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Iterator

import msgpack
import numpy as np

from autograder.sandbox.shared_memory import SharedMemory
from autograder.sandbox.wire import Foreign, Handle, encode

_TYPES = ["|b1", "|i1", "|u1", "<i2", "<i4", "<i8", "<f2", "<f4", "<f8", "<c8", "<c16"]
_NO_TYPES = ["|O", ">f8", "<f16", "|V8", "<M8[D]", "<U4", "f8,f8", "", "é", None, 8, ["<f8"]]
_SIZES = [0, 1, 2, 3, 7, 8, 1000, 4096, 2**20, 2**26, 2**31, 2**32 - 1, 2**61, 2**63, 2**64 - 1]
_DEEPEST = 14
_CODES = range(8)
_WORDS = ["value", "error", "is_a", "message", "lines", "refused", "memory", "missing", "arguments"]


class HostileMessages:
    """An endless supply; `shared` is the submission's side, for the real ones among them."""

    def __init__(self, seed: int, shared: SharedMemory) -> None:
        self._random = random.Random(seed)
        self._real = [b"".join(encode(value, shared=shared)) for value in _real_answers()]

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Each with the name of its kind."""
        kinds: dict[str, tuple[int, Callable[[], bytes]]] = {
            "senseless bytes": (15, self._senseless),
            "damaged messages": (45, self._damaged),
            "wrong structures": (35, lambda: self._framed(msgpack.packb(self._structure()))),
            "lying sizes": (5, self._lying),
        }
        names, weights = list(kinds), [weight for weight, _ in kinds.values()]
        while True:
            for name in self._random.choices(names, weights, k=1000):
                yield name, kinds[name][1]()

    def _senseless(self) -> bytes:
        data = self._random.randbytes(self._random.randrange(120))
        return data if self._random.random() < 0.3 else self._framed(data)

    def _damaged(self) -> bytes:
        data = bytearray(self._random.choice(self._real))
        for _ in range(self._random.randint(1, 4)):
            data = self._random.choice(self._damages())(data, self._random.randrange(len(data) + 1))
        return bytes(data)

    def _damages(self) -> list[Callable[[bytearray, int], bytearray]]:
        draw = self._random

        def flip_bit(data: bytearray, at: int) -> bytearray:
            if at < len(data):
                data[at] ^= 1 << draw.randrange(8)
            return data

        def set_byte(data: bytearray, at: int) -> bytearray:
            data[at : at + 1] = draw.randbytes(1)
            return data

        def change_length(data: bytearray, at: int) -> bytearray:
            return bytearray(struct.pack(">I", draw.choice(_SIZES) % 2**32)) + data[4:]

        def splice(data: bytearray, at: int) -> bytearray:
            other = draw.choice(self._real)
            return data[:at] + other[draw.randrange(len(other)) :]

        def repeat(data: bytearray, at: int) -> bytearray:
            return data[:at] + data[max(0, at - draw.randrange(40)) :]

        def insert(data: bytearray, at: int) -> bytearray:
            return data[:at] + draw.randbytes(draw.randrange(9)) + data[at:]

        return [
            flip_bit,
            set_byte,
            change_length,
            splice,
            repeat,
            insert,
            lambda data, at: data[:at],
            lambda data, at: data[: max(0, at - 8)] + data[at:],
        ]

    def _structure(self, depth: int = 0) -> object:
        """What msgpack packs, and `decode` refuses, mostly."""
        draw = self._random
        if draw.random() < (0.6 if depth < _DEEPEST else 0.05):
            parts = [self._structure(depth + 1) for _ in range(draw.choice([0, 1, 1, 2, 3]))]
            kind = draw.random()
            if kind < 0.4:
                return parts
            if kind < 0.7:
                return msgpack.ExtType(
                    7, msgpack.packb(parts if kind < 0.65 else dict.fromkeys("ab", parts))
                )
            keys = _WORDS if kind < 0.95 else [None, 1, 2.5, b"value", msgpack.ExtType(2, b"\x01")]
            return {draw.choice(keys): part for part in parts}
        return draw.choice(
            [
                lambda: draw.choice([None, True, -(2**63), 2**64 - 1, 1e308, float("nan")]),
                lambda: draw.choice(_WORDS),
                lambda: draw.randbytes(draw.randrange(20)),
                lambda: {},
                lambda: {"a": 1},
                lambda: [[]] * draw.randrange(50),
                lambda: msgpack.Timestamp(draw.randrange(2**33), draw.randrange(10**9)),
                self._array,
                self._array,
                self._array,
                self._extension,
            ]
        )()

    def _array(self) -> msgpack.ExtType:
        draw = self._random
        dtype = draw.choice(_TYPES if draw.random() < 0.8 else _NO_TYPES)
        shape: object = [draw.choice(_SIZES[:8]) for _ in range(draw.randrange(4))]
        if draw.random() < 0.4:
            shape = draw.choice(
                [
                    [draw.choice(_SIZES) for _ in range(draw.randrange(20))],
                    [0, *(draw.choice(_SIZES) for _ in range(3))],
                    [-draw.choice(_SIZES[:10])],
                    [True],
                    [2.0],
                    ["2"],
                    [[2]],
                    None,
                    3,
                ]
            )
        return msgpack.ExtType(draw.choice([1, 6]), msgpack.packb([dtype, shape]))

    def _extension(self) -> msgpack.ExtType:
        draw = self._random
        payload = draw.choice(
            [
                lambda: draw.randbytes(draw.choice([0, 1, 30, 512, 513])),
                lambda: msgpack.packb(draw.choice(_SIZES)),
                lambda: msgpack.packb([draw.choice(_SIZES)] * 2),
                lambda: msgpack.packb(["1e400", "nan"]),
                lambda: msgpack.packb([2**64 - 1, [[]]]),
                lambda: msgpack.packb(msgpack.ExtType(1, b"\x01")),
                lambda: b"\x91" * 500,
            ]
        )()
        return msgpack.ExtType(draw.choice(_CODES), payload)

    def _lying(self) -> bytes:
        """Counts of four billion, and now and then as much as a skeleton may hold."""
        draw = self._random
        sized = [b"\xdc", b"\xdd", b"\xde", b"\xdf", b"\xc5", b"\xc6", b"\xda", b"\xdb", b"\xc8"]
        head = draw.choice(sized) + struct.pack(">I", draw.choice(_SIZES) % 2**32)
        unit = draw.choice([b"\x90", b"\x91", b"\xc0", b"\xa1x", b"\xd4\x07\x90", b"\xd4\x01\x90"])
        count = 300_000 if draw.random() < 0.002 else draw.randrange(60)
        if draw.random() < 0.3:
            head = b"\xdd" + struct.pack(">I", count)
        return self._framed(head + unit * count)

    def _framed(self, skeleton: bytes) -> bytes:
        """A skeleton with its length, and with some data behind it."""
        data = self._random.randbytes(self._random.choice([0, 0, 0, 8, 24, 4096]))
        return struct.pack(">I", len(skeleton)) + skeleton + data


def _real_answers() -> list[object]:
    """As an honest submission's process sends them."""
    x = np.arange(24.0).reshape(2, 3, 4)
    values: list[object] = [
        x,
        x.astype(np.float32).T,
        (x, Handle(3)),
        (x, x[0], np.int8(3)),
        [1, -2.5, 3 + 4j, True, None, "text", b"bytes", 2**63],
        {"W1": x[0], "b1": np.zeros(0), 3: [(), [], {}]},
        Foreign("Cache"),
        np.zeros((2, 0, 3), bool),
        np.arange(3000, dtype=np.int16),
    ]
    return [
        *({"value": value, "arguments": [x, 2]} for value in values),
        {"value": None},
        {"missing": ""},
        {"memory": ""},
        {"refused": "an answer that is too large"},
        {"layers": {"seccomp": "", "Landlock": "the kernel has none"}},
        {
            "error": "ValueError",
            "is_a": ["ValueError", "Exception", "object"],
            "message": "does not fit",
            "lines": ["convolution.py, line 2, in check: raise ValueError('does not fit')"],
        },
    ]
