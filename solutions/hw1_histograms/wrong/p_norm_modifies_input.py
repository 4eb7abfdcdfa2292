"""The entries of x itself seem to be replaced by their absolute values. The caller still needs
x: work on an array of your own.
"""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("p is negative")
    np.abs(x, out=x)
    if p == 0:
        return float(np.count_nonzero(x))
    top = x.max()
    if top == 0 or p == np.inf:
        return float(top)
    return float(top * ((x / top) ** p).sum() ** (1 / p))
