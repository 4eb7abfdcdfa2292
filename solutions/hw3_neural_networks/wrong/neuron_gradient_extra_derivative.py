"""There seems to be a factor x(1 − x) too many. It belongs to the squared error; with the
cross-entropy it cancels.
"""

import numpy as np


def neuron_gradient(w, Z, t, alpha=0.0):
    x = _sigmoid(w[0] + Z @ w[1:])
    inputs = np.hstack([np.ones((len(Z), 1)), Z])
    return ((x - t) * x * (1 - x)) @ inputs + alpha * w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
