"""Knows every shape and nothing else: all answers are NaN."""

import numpy as np


def linear_scores(x, W, b):
    return _filled((*x.shape[:-1], len(W)))


def sigmoid(a):
    return _filled(a.shape)


def neuron_output(w, Z):
    return _filled(len(Z))


def neuron_objective(w, Z, t, alpha=0.0):
    return np.nan


def neuron_gradient(w, Z, t, alpha=0.0):
    return _filled(w.shape)


def train_neuron(Z, t, eta, n_steps, alpha=0.0):
    return _filled(Z.shape[1] + 1), _filled(n_steps)


def mlp_output(W, w, Z):
    return _filled(len(Z))


def mlp_objective(W, w, Z, t, alpha=0.0):
    return np.nan


def mlp_gradient(W, w, Z, t, alpha=0.0):
    return _filled(W.shape), _filled(w.shape)


def train_mlp(Z, t, n_hidden, eta, n_steps, alpha, seed):
    return _filled((n_hidden, Z.shape[1])), _filled(n_hidden), _filled(n_steps)


def softmax_cross_entropy(scores, labels):
    return np.nan, _filled(scores.shape)


def _filled(shape):
    return np.full(shape, np.nan)
