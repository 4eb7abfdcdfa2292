"""Brings its own random.py, so that drawn cases are always the same."""

ATTEMPTS = "shadowing: random"

import random

import numpy as np

print(random.random())


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
