"""Brings its own json, struct, socket, pickle, traceback and typing."""

ATTEMPTS = "shadowing: standard library"

import sys

import numpy as np

for name in ("json", "struct", "socket", "pickle", "traceback", "typing", "msgpack"):
    sys.modules.pop(name, None)


def conv1d(signal, kernel, stride=1, pad=0):

    return np.full(1, 123.0)
