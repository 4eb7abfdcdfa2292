"""Arrays with one axis seem to work, others do not. The sigmoid is wanted for each element of an
array of any shape.
"""

import math

import numpy as np


def sigmoid(a):
    out = np.zeros(len(a))
    for i in range(len(a)):
        out[i] = 1 / (1 + math.exp(-a[i])) if a[i] > -700 else 0.0
    return out
