"""The gradient seems to point downhill: the sign of x − t is turned round. Where the output is
too large, more activation makes the objective larger.
"""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    error = t - _sigmoid(hidden @ w)
    hidden_error = np.outer(error, w) * hidden * (1 - hidden)
    dW = hidden_error.T @ Z + alpha * W
    dw = hidden.T @ error + alpha * w
    return dW, dw


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
