"""The bins seem to stretch from the smallest to the largest word that occurs, so that absent
words shift the counts. np.histogram(words, K) makes K bins of the words' range: say which
range.
"""

import numpy as np


def cluster_histogram(features, centers):
    squared = ((features[:, None] - centers) ** 2).sum(axis=2)

    words = squared.argmin(axis=1)
    return np.histogram(words, len(centers))[0]
