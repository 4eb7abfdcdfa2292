"""A word at distance zero seems to get nothing. It is the nearest there can be, and takes the
whole row.
"""

import numpy as np


def soft_assignment(distances):
    weights = np.where(distances > 0, 1 / np.where(distances > 0, distances, 1), 0)
    totals = weights.sum(axis=1, keepdims=True)
    return weights / np.where(totals > 0, totals, 1)
