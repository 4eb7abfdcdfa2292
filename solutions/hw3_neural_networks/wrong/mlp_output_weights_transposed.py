"""The rows and columns of W seem to be confused: each row of W, shape (K, D), is one hidden unit.
As many hidden units as inputs hide it.
"""

import numpy as np


def mlp_output(W, w, Z):
    return _sigmoid(_sigmoid(Z @ W) @ w)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
