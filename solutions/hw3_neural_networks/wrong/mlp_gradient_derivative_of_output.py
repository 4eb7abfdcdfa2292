"""The hidden units' errors seem to be multiplied by the derivative x(1 − x) of the output instead
of that of each hidden unit.
"""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    x = _sigmoid(hidden @ w)
    error = x - t
    hidden_error = np.outer(error * x * (1 - x), w)
    return hidden_error.T @ Z + alpha * W, hidden.T @ error + alpha * w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
