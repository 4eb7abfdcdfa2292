"""The inputs Z seem to be multiplied by their weights in place. Z belongs to the caller, who gets
it back changed.
"""

import numpy as np


def neuron_output(w, Z):
    Z *= w[1:]
    return _sigmoid(w[0] + Z.sum(axis=1))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
