"""Forks in a call, so that two processes answer the same question."""

ATTEMPTS = "process: fork answers twice"

import os

import numpy as np


forks = 0


def conv1d(signal, kernel, stride=1, pad=0):
    global forks
    child = False
    forks += 1
    if forks <= 5:
        try:
            child = os.fork() == 0
        except OSError:
            pass
    return np.full(2 if child else 1, 123.0)


def conv2d_forward(x, w, b, stride=1, pad=0):
    return conv1d(x, w), None


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
