"""The intersection seems to be divided by the mass of one histogram. The formula takes both
histograms as they are.
"""

import numpy as np


def intersection_distance(h, k):
    return float(1 - np.minimum(h, k).sum() / max(k.sum(), 1e-12))
