"""The first entry of w seems to be taken for a bias. This network has no biases: w[0] is the
weight of the first hidden unit.
"""

import numpy as np


def mlp_output(W, w, Z):
    hidden = _sigmoid(Z @ W.T)
    return _sigmoid(w[0] + hidden[:, 1:] @ w[1:])


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
