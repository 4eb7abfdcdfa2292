"""Answers itself, in the format of the wall, on every descriptor there is, and then ends."""

ATTEMPTS = "forging: replies with handles, verdicts and values of its own making"

import os
import struct

import msgpack

CALLS = [0]
REPLIES = [
    {"value": msgpack.ExtType(2, msgpack.packb(0))},
    {"value": 1.0, "arguments": ["list", []]},
    {"value": ["tuple", [1.0, 1.0, 1.0]], "arguments": ["list", []]},
    {"value": msgpack.ExtType(4, b"passed")},
    {"verdict": "passed", "score": 100, "value": None},
    {"error": "x", "message": "", "lines": ["list", []], "is_a": ["list", ["StopIteration"]]},
    {"error": 1, "message": ["list", []]},
    {"refused": 1},
    {"memory": ""},
    {"missing": ""},
    {"layers": ["dict", []]},
]


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def reply(*arguments, **keywords):
        CALLS[0] += 1
        pairs = [part for pair in REPLIES[CALLS[0] % len(REPLIES)].items() for part in pair]
        skeleton = msgpack.packb(["dict", pairs])
        data = struct.pack(">I", len(skeleton)) + skeleton
        for number in range(3, 64):
            try:
                os.write(number, struct.pack(">Q", len(data)) + data)
            except OSError:
                pass
        return 0.0

    return reply
