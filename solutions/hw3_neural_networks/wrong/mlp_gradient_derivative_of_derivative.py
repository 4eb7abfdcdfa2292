"""The sigmoid's derivative s(1 − s) seems to be computed with s = sigmoid(x_k), although x_k is
already the output of a sigmoid.
"""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    error = _sigmoid(hidden @ w) - t
    hidden_error = np.outer(error, w) * _sigmoid(hidden) * (1 - _sigmoid(hidden))
    return hidden_error.T @ Z + alpha * W, hidden.T @ error + alpha * w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
