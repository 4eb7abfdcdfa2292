"""The running variance seems to be made of the unbiased variance, with N - 1, as in PyTorch.
Here the variance that normalises is stored.
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, variance = (x.mean(axis=0), x.var(axis=0)) if train else running
    deviation = np.sqrt(variance + eps)
    normalised = (x - mean) / deviation
    cache = normalised, deviation, gamma
    if train:
        unbiased = variance * len(x) / max(len(x) - 1, 1)
        running = momentum * running + (1 - momentum) * np.stack([mean, unbiased])
    return gamma * normalised + beta, running.copy(), cache
