"""Changes the distance that it is given, so that whoever uses it next gets zeros."""

ATTEMPTS = "tampering: a check's function as an argument is given other code"

import numpy as np


def classify(train_vectors, train_labels, test_vectors, distance):
    distance.__code__ = (lambda *arguments: 0.0).__code__
    distance.__globals__["np"].sum = lambda *arguments, **keywords: 0.0
    train_vectors[...] = 0
    train_labels[...] = -1
    test_vectors[...] = 0
    return np.full(len(test_vectors), -1)
