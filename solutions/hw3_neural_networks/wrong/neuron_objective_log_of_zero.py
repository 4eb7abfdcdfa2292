"""For large activations the result seems to be infinite or NaN: the output rounds to 0 or 1, and
its logarithm is taken. Compute log x from the activation a, before anything is rounded.
"""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    x = _sigmoid(w[0] + Z @ w[1:])
    cross_entropy = -np.sum(t * np.log(x) + (1 - t) * np.log(1 - x))
    return cross_entropy + alpha * 0.5 * np.sum(w**2)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
