"""The weight decay's gradient seems to be twice as large as it should be: what is the derivative
of ½ w²?
"""

import numpy as np


def neuron_gradient(w, Z, t, alpha=0.0):
    error = _sigmoid(w[0] + Z @ w[1:]) - t
    inputs = np.hstack([np.ones((len(Z), 1)), Z])
    return error @ inputs + 2 * alpha * w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
