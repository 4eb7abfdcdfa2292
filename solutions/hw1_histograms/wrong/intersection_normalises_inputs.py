"""The histograms seem to be divided by their sums first. The distances take them as they are;
it is the caller who normalises.
"""

import numpy as np


def intersection_distance(h, k):
    h, k = h / max(h.sum(), 1e-12), k / max(k.sum(), 1e-12)
    return float(1 - np.minimum(h, k).sum())
