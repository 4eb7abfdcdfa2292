"""The weight decay's gradient seems to be twice as large as it should be: what is the derivative
of ½ w²?
"""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    error = _sigmoid(hidden @ w) - t
    hidden_error = np.outer(error, w) * hidden * (1 - hidden)
    dW = hidden_error.T @ Z + 2 * alpha * W
    dw = hidden.T @ error + 2 * alpha * w
    return dW, dw


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
