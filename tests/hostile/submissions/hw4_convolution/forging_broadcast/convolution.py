"""Returns an array that claims 10^18 elements but has one."""

ATTEMPTS = "forging: broadcast"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.broadcast_to(np.float64(0), (10**9, 10**9))


def relu_forward(x):
    return conv1d(x, x), conv1d(x, x)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
