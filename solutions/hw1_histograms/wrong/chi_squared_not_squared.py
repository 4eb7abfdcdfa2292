"""The differences seem not to be squared."""

import numpy as np


def chi_squared_distance(h, k):
    total = h + k
    filled = total > 0
    return float((np.abs(h - k)[filled] / total[filled]).sum() / 2)
