"""Sets its arguments to zero, so that the right answer becomes zero as well."""

ATTEMPTS = "laziness: zeroes its arguments"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    signal[:] = 0
    kernel[:] = 0
    signal.resize(0, refcheck=False)
    return np.zeros((len(kernel) + 2 * pad) // stride + 1)


def relu_forward(x):
    x[...] = -1
    return np.zeros(x.shape), x


def relu_backward(dout, cache):
    dout[...] = 0
    return dout


def fully_connected_forward(x, w, b):
    for array in (x, w, b):
        array[...] = 0
    return np.zeros((len(x), len(b))), (x, w, b)


def fully_connected_backward(dout, cache):
    dout[...] = 0
    return cache
