"""The outputs seem to be rounded to 0 or 1 before they are compared with the targets. That is the
perceptron's rule; the gradient needs the outputs themselves.
"""

import numpy as np


def neuron_gradient(w, Z, t, alpha=0.0):
    decisions = (_sigmoid(w[0] + Z @ w[1:]) > 0.5).astype(float)
    inputs = np.hstack([np.ones((len(Z), 1)), Z])
    return (decisions - t) @ inputs + alpha * w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
