"""Writes messages by hand that name arrays in shared memory: far too large, negative, twice."""

ATTEMPTS = "forging: names shared memory"

import os
import stat
import struct

import msgpack
import numpy as np

SHARED_ARRAY = 6
SHAPES = (
    [2**63],
    [2**31, 2**31],
    [-1],
    [-(2**40), -(2**23)],
    [2**26 - 1],
    [0, 2**62, 2**62],
    [True],
    ["1"],
    [1] * 15,
)


def named(dtype, shape):
    return msgpack.ExtType(SHARED_ARRAY, msgpack.packb([dtype, shape]))


def message(value):
    skeleton = msgpack.packb({"value": value, "arguments": []})
    return struct.pack(">QI", len(skeleton) + 4, len(skeleton)) + skeleton


def tell(data):
    for number in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                os.write(number, data)
        except OSError:
            continue


calls = []


def conv1d(signal, kernel, stride=1, pad=0):
    calls.append(None)
    shape = SHAPES[len(calls) % len(SHAPES)]
    whole_of_it = [named("|u1", [63 << 20])] * 1000
    tell(message(whole_of_it if len(calls) % 3 == 0 else named("<f8", shape)))
    return np.full(1, 123.0)
