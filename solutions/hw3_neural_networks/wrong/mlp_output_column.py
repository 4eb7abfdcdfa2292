"""The outputs seem to come as a column of shape (N, 1). They should have shape (N,): one number
per example.
"""

import numpy as np


def mlp_output(W, w, Z):
    return _sigmoid(_sigmoid(Z @ W.T) @ w.reshape(-1, 1))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
