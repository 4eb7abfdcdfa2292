"""Keeps 200 MB in each cache, and a forward pass is called often."""

ATTEMPTS = "resources: memory in cache"

import numpy as np

kept = []


def relu_forward(x):
    cache = np.ones(25_000_000)
    if len(kept) < 20:
        kept.append(cache)
    return np.full(1, 123.0), cache


def relu_backward(dout, cache):
    return np.full(1, 123.0)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
