"""Negative entries seem to be raised to the p-th power with their sign: for odd p they cancel
the positive ones, and for fractions the power is not a real number. Which numbers does the
formula sum?
"""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("p is negative")
    if p == 0:
        return float(np.count_nonzero(x))
    top = np.abs(x).max()
    if top == 0 or p == np.inf:
        return float(top)
    with np.errstate(invalid="ignore", divide="ignore"):
        return float(top * ((x / top) ** p).sum() ** (1 / p))
