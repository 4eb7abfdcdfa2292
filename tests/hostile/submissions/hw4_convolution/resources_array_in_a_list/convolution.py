"""Returns a list with an array whose text takes a minute to make."""

ATTEMPTS = "resources: printing a list"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return [np.zeros((3,) * 16, np.int8)]
