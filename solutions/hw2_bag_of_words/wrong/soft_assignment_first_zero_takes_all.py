"""Where several distances of a row are zero, the first of these words seems to take everything.
They share the row equally.
"""

import numpy as np


def soft_assignment(distances):
    zero = distances == 0
    weights = 1 / np.where(zero, 1, distances)
    weights = weights / weights.sum(axis=1, keepdims=True)
    for n in np.flatnonzero(zero.any(axis=1)):
        weights[n] = 0
        weights[n, np.argmax(zero[n])] = 1
    return weights
