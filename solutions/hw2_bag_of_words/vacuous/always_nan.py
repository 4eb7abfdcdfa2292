"""Knows every shape and nothing else: all answers are NaN."""

import numpy as np


def kmeans_step(features, centers):
    return _nans(centers.shape), _nans(len(features))


def hard_assignment(distances):
    return _nans(distances.shape)


def soft_assignment(distances):
    return _nans(distances.shape)


def pool(assignments, how):
    return _nans(assignments.shape[1])


def spatial_pyramid(word_map, n_words, n_levels):
    return _nans(n_words * (4**n_levels - 1) // 3)


def encode(features, vocabulary, assignment, pooling):
    return _nans(len(vocabulary))


def classify(train_vectors, train_labels, test_vectors, distance):
    return _nans(len(test_vectors))


def _nans(shape):
    return np.full(shape, np.nan)
