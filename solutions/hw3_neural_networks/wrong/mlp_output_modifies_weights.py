"""The weights W seem to be changed in place, for example by a minus sign. They belong to the
caller, who still trains with them.
"""

import numpy as np


def mlp_output(W, w, Z):
    W *= -1
    hidden = 1 / (1 + np.exp(Z @ W.T))
    return _sigmoid(hidden @ w)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
