"""The last entry of w seems to be taken for the bias. Here the bias is w[0], and the inputs'
weights follow it.
"""

import numpy as np


def neuron_output(w, Z):
    return _sigmoid(Z @ w[:-1] + w[-1])


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
