"""Leaves in the middle of a call with status 0."""

ATTEMPTS = "process: os exit in function"

import os


def conv1d(signal, kernel, stride=1, pad=0):
    os._exit(0)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
