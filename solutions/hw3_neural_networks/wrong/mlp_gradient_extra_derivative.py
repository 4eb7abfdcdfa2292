"""There seems to be a factor x(1 − x) of the output too many. It belongs to the squared error;
with the cross-entropy it cancels, and only the hidden units keep theirs.
"""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    hidden = _sigmoid(Z @ W.T)
    x = _sigmoid(hidden @ w)
    error = (x - t) * x * (1 - x)
    hidden_error = np.outer(error, w) * hidden * (1 - hidden)
    return hidden_error.T @ Z + alpha * W, hidden.T @ error + alpha * w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
