"""The weighted sums seem to be added into the caller's array b. Make a new array for the scores."""

import numpy as np


def linear_scores(x, W, b):
    if x.ndim == 1:
        b += W @ x
        return b
    return np.array([linear_scores(row, W, b.copy()) for row in x])
