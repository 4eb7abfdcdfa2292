"""Returns arrays of dtype object: with functions, with numbers, with itself."""

ATTEMPTS = "forging: object dtype"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    array = np.empty(3, dtype=object)
    array[:] = [print, 10**400, None]
    array[2] = array
    return array


def relu_forward(x):
    return conv1d(x, x), conv1d(x, x)
