"""p seems to be rounded to a whole number. It may be any number ≥ 0, such as 0.5 or 2.5."""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("p is negative")
    if p == 0:
        return float(np.count_nonzero(x))
    top = np.abs(x).max()
    if top == 0 or p == np.inf:
        return float(top)
    p = max(1, int(p))
    return float(top * ((np.abs(x) / top) ** p).sum() ** (1 / p))
