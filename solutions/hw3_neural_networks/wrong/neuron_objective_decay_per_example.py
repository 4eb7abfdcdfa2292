"""The weight decay seems to be added once for every example. It is added once."""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    a = w[0] + Z @ w[1:]
    return np.sum(np.logaddexp(0, a) - t * a + alpha * 0.5 * np.sum(w**2))
