"""The two logarithms seem to be swapped: log x belongs to the examples with target 1, log(1 − x)
to those with target 0.
"""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    a = w[0] + Z @ w[1:]
    return np.sum(np.logaddexp(0, a) - (1 - t) * a) + alpha * 0.5 * np.sum(w**2)
