"""Stands in for the real solutions/hw4_convolution/convolution.py."""

print(
    "autograder-hostile-marker: solutions/hw4_convolution/convolution.py of a submission was imported",
    flush=True,
)

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
