"""Features seem to be counted for the centre that is farthest away. It is the smallest
distance that counts.
"""

import numpy as np


def cluster_histogram(features, centers):
    squared = ((features[:, None] - centers) ** 2).sum(axis=2)

    return np.bincount(squared.argmax(axis=1), minlength=len(centers))
