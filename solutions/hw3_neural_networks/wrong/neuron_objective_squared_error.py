"""This seems to be the squared error of the outputs. The objective here is the cross-entropy,
with logarithms.
"""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    return 0.5 * np.sum((_sigmoid(w[0] + Z @ w[1:]) - t) ** 2) + alpha * 0.5 * np.sum(w**2)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
