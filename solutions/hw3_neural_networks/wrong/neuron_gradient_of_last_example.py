"""Only the last example seems to count, as if each overwrote the one before. The gradient is a
sum over all examples.
"""

import numpy as np


def neuron_gradient(w, Z, t, alpha=0.0):
    x = _sigmoid(w[0] + Z @ w[1:])
    for n in range(len(Z)):
        gradient = (x[n] - t[n]) * np.append(1.0, Z[n])
    return gradient + alpha * w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
