"""The gradient seems to point downhill: the sign of x − t is turned round. Where the output is
too large, more activation makes the objective larger.
"""

import numpy as np


def neuron_gradient(w, Z, t, alpha=0.0):
    error = _sigmoid(w[0] + Z @ w[1:]) - t
    inputs = np.hstack([np.ones((len(Z), 1)), Z])
    return -(error @ inputs) + alpha * w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
