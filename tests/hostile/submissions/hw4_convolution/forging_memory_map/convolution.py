"""Returns arrays that live in a file, and the file is gone."""

ATTEMPTS = "forging: memory map"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    array = np.memmap("autograder-hostile-marker-map", dtype="f8", mode="w+", shape=(2**20,))
    open("autograder-hostile-marker-map", "w").close()
    return array


def relu_forward(x):
    return conv1d(x, x), conv1d(x, x)
