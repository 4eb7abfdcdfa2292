"""For p = inf the largest entry seems to be taken, not the largest in absolute value. Try a
vector whose largest entry is negative and far from 0.
"""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("p is negative")
    if p == 0:
        return float(np.count_nonzero(x))
    if p == np.inf:
        return float(x.max())
    top = np.abs(x).max() or 1.0
    return float(top * ((np.abs(x) / top) ** p).sum() ** (1 / p))
