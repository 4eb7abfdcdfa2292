"""One mean and one variance seem to be taken of the whole array. Each feature has its own."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, variance = (x.mean(axis=0), x.var(axis=0)) if train else running
    deviation = np.sqrt(variance + eps)
    normalised = (x - mean) / deviation
    cache = normalised, deviation, gamma
    if train:
        running = momentum * running + (1 - momentum) * np.stack([mean, variance])
    if train:
        normalised = (x - x.mean()) / np.sqrt(x.var() + eps)
    return gamma * normalised + beta, running.copy(), cache
