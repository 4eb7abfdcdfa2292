"""A vector of zeros seems to give NaN. Look for a division by the largest entry."""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("p is negative")
    if p == 0:
        return float(np.count_nonzero(x))
    top = np.abs(x).max()
    if p == np.inf:
        return float(top)
    with np.errstate(invalid="ignore"):
        return float(top * ((np.abs(x) / top) ** p).sum() ** (1 / p))
