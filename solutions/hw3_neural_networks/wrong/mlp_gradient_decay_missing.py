"""alpha seems to have no effect: the weight decay has a gradient too."""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    error = _sigmoid(hidden @ w) - t
    hidden_error = np.outer(error, w) * hidden * (1 - hidden)
    dW = hidden_error.T @ Z
    dw = hidden.T @ error
    return dW, dw


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
