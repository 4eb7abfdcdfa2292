"""dw seems right, but dW leaves out the derivative of the hidden units' own sigmoid: follow the
chain rule from x_k to its activation.
"""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    error = _sigmoid(hidden @ w) - t
    hidden_error = np.outer(error, w)
    dW = hidden_error.T @ Z + alpha * W
    dw = hidden.T @ error + alpha * w
    return dW, dw


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
