"""The root seems to be the square root for every p. It undoes the power only for p = 2."""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("p is negative")
    if p == 0:
        return float(np.count_nonzero(x))
    top = np.abs(x).max()
    if top == 0 or p == np.inf:
        return float(top)
    return float(np.sqrt(top**p) * np.sqrt(((np.abs(x) / top) ** p).sum()))
