"""The differences to a centre seem to be summed with their signs, so that they cancel, and a
centre far off on one side looks nearest. A distance is never negative.
"""

import numpy as np


def cluster_histogram(features, centers):
    differences = (features[:, None] - centers).sum(axis=2)
    return np.bincount(differences.argmin(axis=1), minlength=len(centers))
