"""Uses up all file descriptors."""

ATTEMPTS = "resources: descriptors"

import os

import numpy as np

hoard = []
try:
    while len(hoard) < 200_000:
        hoard.extend(os.pipe())
except OSError as error:
    print(len(hoard), error)


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
