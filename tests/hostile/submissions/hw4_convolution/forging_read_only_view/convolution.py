"""Returns views with negative and zero strides over read-only memory."""

ATTEMPTS = "forging: read only view"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.frombuffer(bytes(80), dtype="f8")[::-3]


def relu_forward(x):
    return conv1d(x, x), conv1d(x, x)
