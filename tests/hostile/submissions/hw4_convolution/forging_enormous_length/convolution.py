"""Announces messages of enormous and negative length on every descriptor."""

ATTEMPTS = "forging: enormous length"

import os
import struct

import numpy as np


def descriptors():
    for number in range(1, 256):
        try:
            os.fstat(number)
        except OSError:
            continue
        yield number


def tell(message):
    for number in descriptors():
        try:
            os.set_blocking(number, False)
            os.write(number, message)
        except OSError:
            pass


def conv1d(signal, kernel, stride=1, pad=0):
    for form in (">I", "<I", ">Q", "<Q"):
        tell(b"\xff" * struct.calcsize(form))
        tell(struct.pack(form, 2**31 - 1) + b"x")
    # MessagePack: an array, a map and bytes of four billion elements
    tell(b"\xdd\xff\xff\xff\xff" + b"\xdf\xff\xff\xff\xff" + b"\xc6\xff\xff\xff\xff")
    return np.full(1, 123.0)
