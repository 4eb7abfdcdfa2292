"""Makes of a few edges as many bins as fill a message, and of a norm the largest number there is."""

ATTEMPTS = "resources: histograms of megabytes, numbers of many digits"

import numpy as np


def marginal_histogram(values, edges):
    return np.zeros(6 << 20, dtype=bool)


def p_norm(x, p):
    return 10**4000
