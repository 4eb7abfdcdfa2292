"""The weight decay seems to grow in proportion to the weights' length instead of its square:
there is no root in E(W, w).
"""

import numpy as np


def mlp_objective(W, w, Z, t, alpha=0.0):
    a = _sigmoid(Z @ W.T) @ w
    cross_entropy = np.sum(np.logaddexp(0, a) - t * a)
    return cross_entropy + alpha * 0.5 * (np.linalg.norm(W) + np.linalg.norm(w))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
