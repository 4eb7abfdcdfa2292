"""Floods standard output: 1 GB in lines and in one line."""

ATTEMPTS = "resources: output stdout"

import functools
import sys

import numpy as np


@functools.cache  # once
def attack():
    for _ in range(2**9):
        sys.stdout.write("all tests passed\n" * (2**20 // 17))
        sys.stdout.write("x" * 2**20)
        sys.stdout.flush()


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
