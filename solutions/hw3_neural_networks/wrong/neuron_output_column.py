"""The outputs seem to come as a column of shape (N, 1). They should have shape (N,): one number
per example.
"""

import numpy as np


def neuron_output(w, Z):
    with_ones = np.hstack([np.ones((len(Z), 1)), Z])
    return _sigmoid(with_ones @ w.reshape(-1, 1))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
