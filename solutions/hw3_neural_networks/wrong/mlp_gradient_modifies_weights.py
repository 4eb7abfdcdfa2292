"""The gradients seem to be built up in the caller's own arrays W and w. Start from new arrays."""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    error = _sigmoid(hidden @ w) - t
    hidden_error = np.outer(error, w) * hidden * (1 - hidden)
    W *= alpha
    W += hidden_error.T @ Z
    w *= alpha
    w += hidden.T @ error
    return W, w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
