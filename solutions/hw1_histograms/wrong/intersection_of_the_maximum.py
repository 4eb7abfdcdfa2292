"""The larger mass of each bin seems to be summed. What two histograms have in common in a bin
is the smaller one.
"""

import numpy as np


def intersection_distance(h, k):
    return float(1 - np.maximum(h, k).sum())
