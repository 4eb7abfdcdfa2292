"""The absolute differences seem to be summed, which is the distance for p = 1. The Euclidean
one is the 2-norm of the difference.
"""

import numpy as np


def euclidean_distance(h, k):
    return float(np.abs(h - k).sum())
