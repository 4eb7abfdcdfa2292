"""Knows every shape and nothing else: all answers are ones of the right kind."""

import numpy as np


def kmeans_step(features, centers):
    return np.ones(centers.shape), np.ones(len(features), dtype=int)


def hard_assignment(distances):
    return np.ones(distances.shape)


def soft_assignment(distances):
    return np.ones(distances.shape)


def pool(assignments, how):
    return np.ones(assignments.shape[1])


def spatial_pyramid(word_map, n_words, n_levels):
    return np.ones(n_words * (4**n_levels - 1) // 3)


def encode(features, vocabulary, assignment, pooling):
    return np.ones(len(vocabulary))


def classify(train_vectors, train_labels, test_vectors, distance):
    return np.ones(len(test_vectors), dtype=int)
