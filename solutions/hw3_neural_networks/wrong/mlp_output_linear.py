"""The output's weighted sum itself seems to be returned: it still has to go through a sigmoid, as
the hidden units did.
"""

import numpy as np


def mlp_output(W, w, Z):
    return _sigmoid(Z @ W.T) @ w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
