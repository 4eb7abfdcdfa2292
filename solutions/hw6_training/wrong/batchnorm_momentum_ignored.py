"""The running statistics seem to be updated with momentum 0.9, whatever was said."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, variance = (x.mean(axis=0), x.var(axis=0)) if train else running
    deviation = np.sqrt(variance + eps)
    normalised = (x - mean) / deviation
    cache = normalised, deviation, gamma
    if train:
        running = 0.9 * running + 0.1 * np.stack([mean, variance])
    return gamma * normalised + beta, running.copy(), cache
