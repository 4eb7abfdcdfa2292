"""The sum over the examples seems to be divided by their number. The objective is a sum, and so
is its gradient.
"""

import numpy as np


def neuron_gradient(w, Z, t, alpha=0.0):
    error = _sigmoid(w[0] + Z @ w[1:]) - t
    inputs = np.hstack([np.ones((len(Z), 1)), Z])
    return error @ inputs / len(Z) + alpha * w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
