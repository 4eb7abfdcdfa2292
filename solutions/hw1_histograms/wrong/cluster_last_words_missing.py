"""The histogram seems to end at the last word that occurs. Every centre has a bin, also those
without features.
"""

import numpy as np


def cluster_histogram(features, centers):
    squared = ((features[:, None] - centers) ** 2).sum(axis=2)

    return np.bincount(squared.argmin(axis=1))
