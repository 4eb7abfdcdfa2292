"""dW seems to come with one row per input. It should have the shape of W, one row per hidden
unit.
"""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    error = _sigmoid(hidden @ w) - t
    hidden_error = np.outer(error, w) * hidden * (1 - hidden)
    dW = Z.T @ hidden_error + alpha * W.T
    dw = hidden.T @ error + alpha * w
    return dW, dw


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
