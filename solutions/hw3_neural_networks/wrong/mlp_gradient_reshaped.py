"""The numbers of dW seem right but in the wrong order: reshape was used where rows and columns
have to be swapped.
"""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    error = _sigmoid(hidden @ w) - t
    hidden_error = np.outer(error, w) * hidden * (1 - hidden)
    dW = (Z.T @ hidden_error).reshape(W.shape) + alpha * W
    dw = hidden.T @ error + alpha * w
    return dW, dw


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
