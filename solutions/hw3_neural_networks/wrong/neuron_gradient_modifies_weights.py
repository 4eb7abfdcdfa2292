"""The gradient seems to be built up in the caller's own array w. Start from a new array."""

import numpy as np


def neuron_gradient(w, Z, t, alpha=0.0):
    error = _sigmoid(w[0] + Z @ w[1:]) - t
    gradient = w
    gradient *= alpha
    gradient += np.append(error.sum(), error @ Z)
    return gradient


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
