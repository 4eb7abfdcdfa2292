"""Overwrites the interpreter's cached small integers and True with ctypes."""

ATTEMPTS = "tampering: integers"

import ctypes

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    for value in (0, 1, 2):
        # The digit of a Python int lies behind its header of three words.
        ctypes.c_uint32.from_address(id(value) + 24).value = 1
    return np.full(1, 123.0)
