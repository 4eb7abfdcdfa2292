"""Returns what nobody returns: types, modules, functions, Ellipsis, NotImplemented."""

ATTEMPTS = "forging: odd objects"

import sys
import threading

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    return NotImplemented


def conv1d(signal, kernel, stride=1, pad=0):
    return (..., type, sys, np.add, memoryview(b"x"), threading.Lock(), sys._getframe())[
        len(signal) % 7
    ]


def conv2d_forward(x, w, b, stride=1, pad=0):
    return sys.modules, open(__file__)


def relu_forward(x):
    return relu_forward


def max_pool2d_forward(x, size, stride):
    return np.int64, np.float64


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
