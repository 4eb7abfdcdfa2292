"""Recurses without end, with the recursion limit out of the way."""

ATTEMPTS = "resources: deep recursion"

import sys

sys.setrecursionlimit(2**31 - 1)


def conv1d(signal, kernel, stride=1, pad=0):
    return conv1d(signal, kernel, stride, pad)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
