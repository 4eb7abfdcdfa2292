"""dW seems not to know w: the error of the output reaches a hidden unit through its weight w_k."""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    error = _sigmoid(hidden @ w) - t
    hidden_error = error[:, np.newaxis] * hidden * (1 - hidden)
    dW = hidden_error.T @ Z + alpha * W
    dw = hidden.T @ error + alpha * w
    return dW, dw


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
