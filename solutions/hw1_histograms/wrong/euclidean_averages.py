"""The squared differences seem to be averaged over the bins. They are summed."""

import numpy as np


def euclidean_distance(h, k):
    return float(np.sqrt(((h - k) ** 2).mean()))
