"""The two logarithms seem to be swapped: log x belongs to the examples with target 1, log(1 − x)
to those with target 0.
"""

import numpy as np


def mlp_objective(W, w, Z, t, alpha=0.0):
    a = _sigmoid(Z @ W.T) @ w
    cross_entropy = np.sum(np.logaddexp(0, a) - (1 - t) * a)
    return cross_entropy + alpha * 0.5 * (np.sum(W**2) + np.sum(w**2))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
