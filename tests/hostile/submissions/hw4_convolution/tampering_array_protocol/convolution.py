"""Returns objects whose __array__ gives another answer each time that somebody asks."""

ATTEMPTS = "tampering: array protocol"

import numpy as np


class Chameleon:
    def __init__(self, shape):
        self.shape = shape
        self.asked = 0

    @property
    def __class__(self):
        return np.ndarray

    def __array__(self, dtype=None, copy=None):
        self.asked += 1
        return np.full(self.shape, float(self.asked))


def conv1d(signal, kernel, stride=1, pad=0):
    return Chameleon((len(signal),))


def relu_forward(x):
    return Chameleon(x.shape), Chameleon(x.shape)
