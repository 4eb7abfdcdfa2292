"""Changes what every random generator gives, and every floating-point setting."""

ATTEMPTS = "tampering: seeds, generators, floating-point errors, warnings"

import random
import warnings

import numpy as np


class Same:
    def __init__(self, *arguments):
        pass

    def __getattr__(self, name):
        return lambda *arguments, size=None, **keywords: np.zeros(size or 1)


np.random.default_rng = np.random.Generator = np.random.RandomState = Same
np.random.seed = random.seed = lambda *arguments: None
np.seterr(all="raise")
warnings.simplefilter("error")


def train_mlp(Z, t, n_hidden, eta, n_steps, alpha=0.0, seed=0):
    w = np.random.default_rng(seed).normal(size=n_hidden)
    return np.zeros((n_hidden, Z.shape[1])), w, np.zeros(n_steps)


def sigmoid(a):
    return 1 / (1 + np.exp(1000 + np.abs(a)))
