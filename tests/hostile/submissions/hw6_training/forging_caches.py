"""Has caches that do harm when they are kept, compared, passed back or forgotten."""

ATTEMPTS = "forging: caches with hostile __del__, __eq__, __reduce__ and __len__"

import os

import numpy as np


class Cache:
    def __del__(self):
        os._exit(0)

    def __eq__(self, other):
        raise SystemExit(0)

    def __reduce__(self):
        return (os.system, ("touch /tmp/autograder-hostile-marker-cache",))

    def __len__(self):
        return -1

    __hash__ = None


def dropout_forward(x, p_drop, train, rng):
    return x, Cache()


def dropout_backward(dout, cache):
    return dout


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    return x, running, Cache()


def batchnorm_backward(dout, cache):
    return dout, cache, cache
