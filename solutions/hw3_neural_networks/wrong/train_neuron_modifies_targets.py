"""The targets seem to be turned into −1 and 1 in the caller's own array t. Make a new array for
them.
"""

import numpy as np


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    t *= 2
    t -= 1
    inputs = np.hstack([np.ones((len(Z), 1)), Z])
    w = np.zeros(inputs.shape[1])
    objective = np.zeros(n_steps)
    for step in range(n_steps):
        error = -t * np.exp(-np.logaddexp(0, t * (inputs @ w)))
        w = w - eta * (error @ inputs + alpha * w)
        margin = t * (inputs @ w)
        objective[step] = np.logaddexp(0, -margin).sum() + alpha * 0.5 * (w @ w)
    return w, objective
