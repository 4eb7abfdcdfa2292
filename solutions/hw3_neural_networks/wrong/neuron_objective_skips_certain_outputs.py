"""For large activations the objective seems to be too small, as if infinite or undefined terms
were replaced by zeros. A certain output that is wrong costs the most: compute log x from the
activation a.
"""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    x = _sigmoid(w[0] + Z @ w[1:])
    with np.errstate(all="ignore"):
        terms = np.where(t == 1, -np.log(x), -np.log(1 - x))
    terms[~np.isfinite(terms)] = 0
    return np.sum(terms) + alpha * 0.5 * np.sum(w**2)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
