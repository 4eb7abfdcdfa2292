"""The bias w[0] seems not to be used: an input of zeros should give the sigmoid of the bias."""

import numpy as np


def neuron_output(w, Z):
    return _sigmoid(Z @ w[1:])


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
