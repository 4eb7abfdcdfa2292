"""For large activations the result is finite, but seems to stop growing: a small number keeps log
away from 0. Compute log x from the activation of the output, before anything is rounded.
"""

import numpy as np


def mlp_objective(W, w, Z, t, alpha=0.0):
    x = np.clip(_sigmoid(_sigmoid(Z @ W.T) @ w), 1e-12, 1 - 1e-12)
    cross_entropy = -np.sum(t * np.log(x) + (1 - t) * np.log(1 - x))
    return cross_entropy + alpha * 0.5 * (np.sum(W**2) + np.sum(w**2))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
