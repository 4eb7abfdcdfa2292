"""For large activations the result is finite, but seems to stop growing: a small number keeps log
away from 0. An example with a = 1000 and t = 0 adds 1000; compute log x from the activation a.
"""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    x = np.clip(_sigmoid(w[0] + Z @ w[1:]), 1e-12, 1 - 1e-12)
    cross_entropy = -np.sum(t * np.log(x) + (1 - t) * np.log(1 - x))
    return cross_entropy + alpha * 0.5 * np.sum(w**2)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
