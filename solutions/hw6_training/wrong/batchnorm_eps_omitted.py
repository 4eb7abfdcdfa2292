"""eps seems to be left out: a feature that does not vary is then 0/0."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, variance = (x.mean(axis=0), x.var(axis=0)) if train else running
    deviation = np.sqrt(variance + eps)
    normalised = (x - mean) / deviation
    cache = normalised, deviation, gamma
    if train:
        running = momentum * running + (1 - momentum) * np.stack([mean, variance])
    with np.errstate(invalid="ignore"):
        out = gamma * (x - mean) / np.sqrt(variance) + beta
    return out, running.copy(), cache
