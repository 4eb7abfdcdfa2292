"""Writes half a message to every descriptor and leaves."""

ATTEMPTS = "forging: truncated"

import os
import struct


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
    tell(struct.pack(">I", 1000) + b"\x82\xa5value")
    os._exit(0)
