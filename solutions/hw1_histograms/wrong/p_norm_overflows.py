"""For large p the powers seem to become infinite, or all 0, though the norm itself is an
ordinary number. What happens to the norm when all entries are divided by the same number?
"""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("p is negative")
    if p == 0:
        return float(np.count_nonzero(x))
    if p == np.inf:
        return float(np.abs(x).max())
    with np.errstate(over="ignore"):
        return float((np.abs(x) ** p).sum() ** (1 / p))
