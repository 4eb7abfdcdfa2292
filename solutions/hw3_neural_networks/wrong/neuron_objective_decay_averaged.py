"""The weight decay seems to be divided by a number of examples or weights. It is α · ½ Σ w², a
plain sum.
"""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    a = w[0] + Z @ w[1:]
    return np.sum(np.logaddexp(0, a) - t * a) + alpha * 0.5 * np.sum(w**2) / len(Z)
