"""A feature halfway between two centres seems to be counted for the later one. Ties go to the
lowest index.
"""

import numpy as np


def cluster_histogram(features, centers):
    squared = ((features[:, None] - centers) ** 2).sum(axis=2)

    words = len(centers) - 1 - squared[:, ::-1].argmin(axis=1)
    return np.bincount(words, minlength=len(centers))
