"""Only the last example seems to count, as if each overwrote the one before. The gradient is a
sum over all examples.
"""

import numpy as np


def mlp_gradient(W, w, Z, t, alpha=0.0):
    for n in range(len(Z)):
        hidden = _sigmoid(W @ Z[n])
        error = _sigmoid(hidden @ w) - t[n]
        dW = np.outer(error * w * hidden * (1 - hidden), Z[n])
        dw = error * hidden
    return dW + alpha * W, dw + alpha * w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
