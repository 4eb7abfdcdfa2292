"""The weights of the first input and of the first hidden unit seem to be left out of the weight
decay, as biases often are. This network has no biases: all weights are decayed.
"""

import numpy as np


def mlp_objective(W, w, Z, t, alpha=0.0):
    a = _sigmoid(Z @ W.T) @ w
    cross_entropy = np.sum(np.logaddexp(0, a) - t * a)
    return cross_entropy + alpha * 0.5 * (np.sum(W[:, 1:] ** 2) + np.sum(w[1:] ** 2))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
