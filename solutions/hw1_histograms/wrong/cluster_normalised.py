"""The counts seem to be divided by the number of features. The histogram holds counts here;
whoever compares histograms may normalise them.
"""

import numpy as np


def cluster_histogram(features, centers):
    squared = ((features[:, None] - centers) ** 2).sum(axis=2)

    counts = np.bincount(squared.argmin(axis=1), minlength=len(centers))
    return counts / max(1, len(features))
