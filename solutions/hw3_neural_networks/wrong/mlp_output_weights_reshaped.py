"""W seems to be brought into the other shape by reshape, which mixes the hidden units' weights.
Each row of W, shape (K, D), is one hidden unit.
"""

import numpy as np


def mlp_output(W, w, Z):
    n_hidden, n_inputs = W.shape
    return _sigmoid(_sigmoid(Z @ W.reshape(n_inputs, n_hidden)) @ w)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
