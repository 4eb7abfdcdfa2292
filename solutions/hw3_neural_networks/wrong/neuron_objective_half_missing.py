"""The weight decay seems to be twice as large as it should be: look for the ½ in E(w)."""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    a = w[0] + Z @ w[1:]
    return np.sum(np.logaddexp(0, a) - t * a) + alpha * np.sum(w**2)
