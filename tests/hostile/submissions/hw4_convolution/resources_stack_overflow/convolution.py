"""Overflows the C stack."""

ATTEMPTS = "resources: stack overflow"

import ctypes


def conv1d(signal, kernel, stride=1, pad=0):
    callback = ctypes.CFUNCTYPE(ctypes.c_int)

    def again():
        return callback(again)()

    import sys

    sys.setrecursionlimit(2**31 - 1)
    return again()
