"""The weights seem to start at random numbers. A single neuron starts at zero, so that everyone
gets the same result.
"""

import numpy as np


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    w = np.random.default_rng(0).standard_normal(Z.shape[1] + 1)
    objective = np.zeros(n_steps)
    for step in range(n_steps):
        w = w - eta * _neuron_gradient(w, Z, t, alpha)
        objective[step] = _neuron_objective(w, Z, t, alpha)
    return w, objective


def _neuron_gradient(w, Z, t, alpha):
    error = _sigmoid(w[0] + Z @ w[1:]) - t
    return np.append(error.sum(), error @ Z) + alpha * w


def _neuron_objective(w, Z, t, alpha):
    a = w[0] + Z @ w[1:]
    return np.sum(np.logaddexp(0, a) - t * a) + alpha * 0.5 * np.sum(w**2)


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))
