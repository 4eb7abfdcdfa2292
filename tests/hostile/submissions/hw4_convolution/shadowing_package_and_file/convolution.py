"""Is both a file convolution.py and a folder convolution/, which Python prefers."""

ATTEMPTS = "shadowing: package and file"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
