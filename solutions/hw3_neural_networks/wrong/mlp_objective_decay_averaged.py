"""The weight decay seems to be an average over the weights. It is α · ½ times a plain sum of
squares.
"""

import numpy as np


def mlp_objective(W, w, Z, t, alpha=0.0):
    a = _sigmoid(Z @ W.T) @ w
    cross_entropy = np.sum(np.logaddexp(0, a) - t * a)
    return cross_entropy + alpha * 0.5 * (np.mean(W**2) + np.mean(w**2))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
