"""Answers itself, in the format of the wall, on every descriptor there is, and then ends."""

ATTEMPTS = "forging: replies with handles, verdicts and values of its own making"

import os
import struct

import msgpack

CALLS = [0]
REPLIES = [
    {"value": msgpack.ExtType(2, msgpack.packb(0))},
    {"value": 1.0, "arguments": []},
    [{"value": 1.0}] * 3,
    {"value": msgpack.ExtType(7, msgpack.packb([1.0, 1.0, 1.0])), "arguments": []},
    {"value": msgpack.ExtType(4, b"passed")},
    {"verdict": "passed", "score": 100, "value": None},
    {"error": "x", "message": "", "lines": [], "is_a": ["StopIteration"]},
    {"error": 1, "message": []},
    {"refused": 1},
    {"memory": ""},
    {"missing": ""},
    {"layers": {}},
]


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def reply(*arguments, **keywords):
        CALLS[0] += 1
        skeleton = msgpack.packb(REPLIES[CALLS[0] % len(REPLIES)])
        data = struct.pack(">I", len(skeleton)) + skeleton
        for number in range(3, 64):
            try:
                os.write(number, struct.pack(">Q", len(data)) + data)
            except OSError:
                pass
        return 0.0

    return reply
