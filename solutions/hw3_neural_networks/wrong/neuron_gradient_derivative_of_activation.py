"""There seems to be a factor a(1 − a). The sigmoid's derivative is x(1 − x), with the output x
and not the activation a; and with the cross-entropy it cancels.
"""

import numpy as np


def neuron_gradient(w, Z, t, alpha=0.0):
    a = w[0] + Z @ w[1:]
    inputs = np.hstack([np.ones((len(Z), 1)), Z])
    return ((_sigmoid(a) - t) * a * (1 - a)) @ inputs + alpha * w


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
