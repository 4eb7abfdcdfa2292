"""Writes garbage to every open descriptor in the middle of a call."""

ATTEMPTS = "forging: garbage"

import os

import numpy as np


def descriptors():
    for number in range(1, 256):
        try:
            os.fstat(number)
        except OSError:
            continue
        yield number


def tell(message):
    for number in descriptors():
        try:
            os.set_blocking(number, False)
            os.write(number, message)
        except OSError:
            pass


def conv1d(signal, kernel, stride=1, pad=0):
    tell(bytes(range(256)) * 16)
    return np.full(1, 123.0)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
