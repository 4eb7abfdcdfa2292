"""The histograms seem to be divided by their sums first. The distances take them as they are;
it is the caller who normalises.
"""

import numpy as np


def euclidean_distance(h, k):
    h, k = h / max(h.sum(), 1e-12), k / max(k.sum(), 1e-12)
    return float(np.sqrt(((h - k) ** 2).sum()))
