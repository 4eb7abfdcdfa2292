"""A square root seems to be taken of the sum. The formula has none."""

import numpy as np


def chi_squared_distance(h, k):
    total = h + k
    filled = total > 0
    return float(np.sqrt(((h - k)[filled] ** 2 / total[filled]).sum() / 2))
