"""The bias seems to be subtracted, as a threshold would be. Here it is added to the
weighted sum.
"""

import numpy as np


def neuron_output(w, Z):
    return _sigmoid(Z @ w[1:] - w[0])


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
