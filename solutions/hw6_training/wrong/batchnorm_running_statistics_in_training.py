"""In training the running statistics seem to normalise. They are for test time."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, variance = (x.mean(axis=0), x.var(axis=0)) if train else running
    deviation = np.sqrt(variance + eps)
    normalised = (x - mean) / deviation
    cache = normalised, deviation, gamma
    before = running
    if train:
        running = momentum * running + (1 - momentum) * np.stack([mean, variance])
    mean, variance = before
    return gamma * (x - mean) / np.sqrt(variance + eps) + beta, running.copy(), cache
