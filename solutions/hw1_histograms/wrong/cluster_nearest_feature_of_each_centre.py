"""The minimum seems to be taken over the features, for each centre. Each feature looks for its
nearest centre.
"""

import numpy as np


def cluster_histogram(features, centers):
    squared = ((features[:, None] - centers) ** 2).sum(axis=2)

    return np.bincount(squared.argmin(axis=0), minlength=len(centers))[: len(centers)]
