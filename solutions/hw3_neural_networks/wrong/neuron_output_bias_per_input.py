"""The bias seems to be added once for every input. It is added once, to the whole weighted sum."""

import numpy as np


def neuron_output(w, Z):
    return _sigmoid(np.sum(Z * w[1:] + w[0], axis=1))


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
