"""dW seems to be computed with changed weights w, as after a step of the output layer. Both
gradients are taken at the same weights.
"""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    error = _sigmoid(hidden @ w) - t
    dw = hidden.T @ error + alpha * w
    hidden_error = np.outer(error, w - dw) * hidden * (1 - hidden)
    return hidden_error.T @ Z + alpha * W, dw


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
