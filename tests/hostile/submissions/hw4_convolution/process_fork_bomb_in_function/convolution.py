"""Starts up to 200 sleeping children in a call, and answers at once."""

ATTEMPTS = "process: fork bomb in function"

import ctypes
import functools
import os
import time

import numpy as np


@functools.cache  # once
def attack():
    ctypes.CDLL(None).prctl(
        15, b"ag-hostile", 0, 0, 0
    )  # the name under which a test looks for survivors
    for _ in range(200):
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)


def conv1d(signal, kernel, stride=1, pad=0):
    attack()
    return np.full(1, 123.0)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
