"""Weights, velocities and statistics that are infinite, or NaN."""

ATTEMPTS = "laziness: infinities from which the next step is infinite, too"

import numpy as np


def sgd_momentum(w, dw, velocity, learning_rate, momentum):
    return np.full(w.shape, np.inf), np.full(w.shape, np.nan)


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    return np.full(x.shape, np.nan), np.full(running.shape, np.inf), None


def batchnorm_backward(dout, cache):
    return np.full(dout.shape, np.inf), np.nan, np.nan


def dropout_forward(x, p_drop, train, rng):
    out = np.full(x.shape, np.nan)
    out.flat[0] = 0
    return out, None


def dropout_backward(dout, cache):
    return np.full(dout.shape, np.nan)
