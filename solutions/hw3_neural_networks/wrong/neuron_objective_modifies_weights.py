"""The weights seem to be squared in the caller's own array w. Make a new array: w**2 instead of w
*= w.
"""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    a = w[0] + Z @ w[1:]
    w *= w
    return np.sum(np.logaddexp(0, a) - t * a) + alpha * 0.5 * np.sum(w)
