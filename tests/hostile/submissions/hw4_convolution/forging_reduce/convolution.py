"""Returns objects that run a command when they are unpickled."""

ATTEMPTS = "forging: reduce"

import os

import numpy as np


class Bomb:
    def __reduce__(self):
        return os.system, (
            "touch /tmp/autograder-hostile-marker-reduce; echo autograder-hostile-marker: unpickled",
        )


def conv1d(signal, kernel, stride=1, pad=0):
    return Bomb()


def conv2d_forward(x, w, b, stride=1, pad=0):
    array = np.empty(1, dtype=object)
    array[0] = Bomb()
    return array, Bomb()


def conv2d_backward(dout, cache):
    return np.full(1, 123.0), cache, Bomb()


def relu_forward(x):
    raise ValueError(Bomb())
