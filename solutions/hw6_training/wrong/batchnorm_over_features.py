"""The mean and variance seem to be taken over the features of an example. That is layer
normalisation; here they are over the batch, one for each feature.
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
        centred = x - x.mean(axis=1, keepdims=True)
        normalised = centred / np.sqrt(x.var(axis=1, keepdims=True) + eps)
    return gamma * normalised + beta, running.copy(), cache
