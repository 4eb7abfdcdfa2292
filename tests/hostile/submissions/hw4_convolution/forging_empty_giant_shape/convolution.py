"""Returns empty arrays of absurd shape, and of 32 dimensions."""

ATTEMPTS = "forging: empty giant shape"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.zeros((0, 2**40, 2**10)) if len(signal) % 2 else np.zeros((1,) * 32)


def relu_forward(x):
    return conv1d(x, x), conv1d(x, x)
