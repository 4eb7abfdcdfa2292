"""The intersection seems to be averaged over the bins. It is a sum."""

import numpy as np


def intersection_distance(h, k):
    return float(1 - np.minimum(h, k).mean())
