"""Returns arrays of foreign byte order, half and long double precision."""

ATTEMPTS = "forging: byte order"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0).astype((">f8", "f2", "g", ">i2")[len(signal) % 4])


def relu_forward(x):
    return conv1d(x, x), conv1d(x, x)
