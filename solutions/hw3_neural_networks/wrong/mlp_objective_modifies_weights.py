"""The weights seem to be squared in the caller's own arrays. Make new arrays: W**2 instead of W
*= W.
"""

import numpy as np


def mlp_objective(W, w, Z, t, alpha=0.0):
    a = _sigmoid(Z @ W.T) @ w
    W *= W
    w *= w
    return np.sum(np.logaddexp(0, a) - t * a) + alpha * 0.5 * (np.sum(W) + np.sum(w))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
