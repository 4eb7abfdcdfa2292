"""Weights so large that the objective overflows: whatever follows from them is infinite, or NaN."""

ATTEMPTS = "laziness: trained weights from which nothing but infinities can be computed"

import numpy as np


def train_mlp(Z, t, n_hidden, eta, n_steps, alpha=0.0, seed=0):
    size = 1e300 * (1 - eta * alpha) ** n_steps * (1 + seed * 1e-3)
    W = np.full((n_hidden, Z.shape[1]), size)
    return W, np.full(n_hidden, -size), np.full(n_steps, np.inf if alpha else np.nan)


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    return np.full(Z.shape[1] + 1, 1e300), np.full(n_steps, np.inf if alpha else np.nan)
