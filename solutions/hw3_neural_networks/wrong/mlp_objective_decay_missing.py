"""alpha seems to have no effect: the weight decay α E(W, w) is part of the objective."""

import numpy as np


def mlp_objective(W, w, Z, t, alpha=0.0):
    a = _sigmoid(Z @ W.T) @ w
    return np.sum(np.logaddexp(0, a) - t * a)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
