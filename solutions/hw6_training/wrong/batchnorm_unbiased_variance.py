"""The output seems to be normalised by the unbiased variance, with N - 1. Here it is divided by
N.
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, variance = (x.mean(axis=0), x.var(axis=0)) if train else running
    deviation = np.sqrt(variance + eps)
    normalised = (x - mean) / deviation
    cache = normalised, deviation, gamma
    if train:
        running = momentum * running + (1 - momentum) * np.stack([mean, variance])
    if train:
        unbiased = variance * len(x) / max(len(x) - 1, 1)
        normalised = (x - mean) / np.sqrt(unbiased + eps)
    return gamma * normalised + beta, running.copy(), cache
