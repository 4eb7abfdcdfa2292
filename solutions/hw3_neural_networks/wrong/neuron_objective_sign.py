"""The objective seems to fall where the outputs get worse: the minus in front of the sum of
logarithms is missing. Logarithms of probabilities are negative.
"""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    a = w[0] + Z @ w[1:]
    return np.sum(t * a - np.logaddexp(0, a)) + alpha * 0.5 * np.sum(w**2)
