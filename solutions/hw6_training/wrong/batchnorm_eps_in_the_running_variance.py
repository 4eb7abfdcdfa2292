"""The running variance seems to contain eps. It is added where the root is taken, and is not
stored.
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, variance = (x.mean(axis=0), x.var(axis=0)) if train else running
    deviation = np.sqrt(variance + eps)
    normalised = (x - mean) / deviation
    cache = normalised, deviation, gamma
    if train:
        running = momentum * running + (1 - momentum) * np.stack([mean, variance + eps])
    return gamma * normalised + beta, running.copy(), cache
