"""Guesses."""

ATTEMPTS = "laziness: random"

import numpy as np

generator = np.random.default_rng()


def conv_output_size(n, f, stride=1, pad=0):
    return int(generator.integers(10**6, 10**9))


def conv1d(signal, kernel, stride=1, pad=0):
    return generator.normal(size=(len(signal) + 2 * pad - len(kernel)) // stride + 1)


def relu_forward(x):
    return generator.normal(size=x.shape), None


def relu_backward(dout, cache):
    return generator.normal(size=dout.shape)
