"""The last entry of w seems to be taken for the bias. Here the bias is w[0]."""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    a = Z @ w[:-1] + w[-1]
    return np.sum(np.logaddexp(0, a) - t * a) + alpha * 0.5 * np.sum(w**2)
