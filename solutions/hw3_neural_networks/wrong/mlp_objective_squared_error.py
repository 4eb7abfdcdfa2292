"""This seems to be the squared error of the outputs. The objective here is the cross-entropy,
with logarithms.
"""

import numpy as np


def mlp_objective(W, w, Z, t, alpha=0.0):
    a = _sigmoid(Z @ W.T) @ w
    cross_entropy = 0.5 * np.sum((_sigmoid(a) - t) ** 2)
    return cross_entropy + alpha * 0.5 * (np.sum(W**2) + np.sum(w**2))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
