"""The bias's derivative seems to stand last. The order is that of w: the bias first."""

import numpy as np


def neuron_gradient(w, Z, t, alpha=0.0):
    error = _sigmoid(w[0] + Z @ w[1:]) - t
    gradient = np.append(error.sum(), error @ Z) + alpha * w
    return np.roll(gradient, -1)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
