"""Returns an array of 2 GB of zeros."""

ATTEMPTS = "resources: giant array"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.zeros(2**28)


def relu_forward(x):
    return np.zeros((2**14, 2**14)), None
