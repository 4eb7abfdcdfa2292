"""The weight decay seems to grow in proportion to the weights' length instead of its square: α ·
½ Σ w² has no root.
"""

import numpy as np


def neuron_objective(w, Z, t, alpha=0.0):
    a = w[0] + Z @ w[1:]
    return np.sum(np.logaddexp(0, a) - t * a) + alpha * 0.5 * np.sqrt(np.sum(w**2))
