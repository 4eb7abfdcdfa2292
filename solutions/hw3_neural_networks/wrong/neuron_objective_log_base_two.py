"""The logarithms seem to be to base 2. The objective uses natural ones: with x = 0.5 and t = 1 it
is 0.6931.
"""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    a = w[0] + Z @ w[1:]
    bits = np.sum(np.logaddexp(0, a) - t * a) / np.log(2)
    return bits + alpha * 0.5 * np.sum(w**2)
