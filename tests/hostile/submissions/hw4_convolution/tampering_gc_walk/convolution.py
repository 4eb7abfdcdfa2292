"""Walks the garbage collector's objects for the reference's functions and expected values."""

ATTEMPTS = "tampering: gc walk"

import gc
import types

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    for thing in gc.get_objects():
        if (
            isinstance(thing, types.FunctionType)
            and thing.__name__ == "conv1d"
            and thing is not conv1d
        ):
            print("stole a function of", thing.__module__)
            return thing(signal, kernel, stride, pad)
        if isinstance(thing, dict) and isinstance(thing.get("expected"), np.ndarray):
            print("stole an expected value")
            return thing["expected"]
    return np.full(1, 123.0)
