"""The two gradients seem to come in the wrong order: that of W first, then that of w."""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    error = _sigmoid(hidden @ w) - t
    hidden_error = np.outer(error, w) * hidden * (1 - hidden)
    dW = hidden_error.T @ Z + alpha * W
    dw = hidden.T @ error + alpha * w
    return dw, dW


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
