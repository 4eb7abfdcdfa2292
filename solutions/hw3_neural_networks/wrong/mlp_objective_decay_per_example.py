"""The weight decay seems to be added once for every example. It is added once."""

import numpy as np


def mlp_objective(W, w, Z, t, alpha=0.0):
    a = _sigmoid(Z @ W.T) @ w
    cross_entropy = np.sum(np.logaddexp(0, a) - t * a)
    return cross_entropy + len(Z) * alpha * 0.5 * (np.sum(W**2) + np.sum(w**2))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
