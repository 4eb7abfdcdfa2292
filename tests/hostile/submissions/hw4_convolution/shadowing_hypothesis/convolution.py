"""Brings its own hypothesis.py, which draws no cases."""

ATTEMPTS = "shadowing: hypothesis"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
