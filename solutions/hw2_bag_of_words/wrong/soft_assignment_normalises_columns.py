"""The columns seem to add up to 1. Each patch, a row, has one vote to share among the words."""

import numpy as np


def soft_assignment(distances):
    zero = distances == 0
    weights = np.where(zero.any(axis=1, keepdims=True), zero, 1 / np.where(zero, 1, distances))
    # Where no patch gives a word anything, there is nothing to normalise.
    totals = weights.sum(axis=0, keepdims=True)
    return weights / np.where(totals == 0, 1, totals)
