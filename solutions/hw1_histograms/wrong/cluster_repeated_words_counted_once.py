"""A word seems to be counted once, however often it occurs. NumPy's counts[words] += 1 adds 1
only once to each element.
"""

import numpy as np


def cluster_histogram(features, centers):
    squared = ((features[:, None] - centers) ** 2).sum(axis=2)

    counts = np.zeros(len(centers))
    counts[squared.argmin(axis=1)] += 1
    return counts
