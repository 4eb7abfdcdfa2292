"""`momentum` seems to be the share of the new batch, as in PyTorch. Here it is the share that is
kept of the old.
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, variance = (x.mean(axis=0), x.var(axis=0)) if train else running
    deviation = np.sqrt(variance + eps)
    normalised = (x - mean) / deviation
    cache = normalised, deviation, gamma
    if train:
        running = (1 - momentum) * running + momentum * np.stack([mean, variance])
    return gamma * normalised + beta, running.copy(), cache
