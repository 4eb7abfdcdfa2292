"""Returns structured, void and record arrays, also with object fields."""

ATTEMPTS = "forging: structured dtype"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    array = np.zeros(3, dtype=[("value", "f8"), ("more", "O"), ("name", "U10", (1000,))])
    return array.view(np.recarray)


def relu_forward(x):
    return conv1d(x, x), conv1d(x, x)
