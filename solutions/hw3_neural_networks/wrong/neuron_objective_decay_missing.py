"""alpha seems to have no effect: the weight decay α E(w) is part of the objective."""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    a = w[0] + Z @ w[1:]
    return np.sum(np.logaddexp(0, a) - t * a)
