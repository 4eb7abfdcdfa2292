"""A negative p seems to be accepted. The p-norm is defined for p ≥ 0 only: raise a ValueError
that says so.
"""

import numpy as np


def p_norm(x, p):
    if p == 0:
        return float(np.count_nonzero(x))
    top = np.abs(x).max()
    if top == 0 or p == np.inf:
        return float(top)
    with np.errstate(divide="ignore"):
        return float(top * ((np.abs(x) / top) ** p).sum() ** (1 / p))
