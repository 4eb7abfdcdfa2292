"""A constant seems to be added to the hidden units' activations, as a bias would be. This network
has no biases.
"""

import numpy as np


def mlp_output(W, w, Z):
    return _sigmoid(_sigmoid(Z @ W.T + 1) @ w)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
