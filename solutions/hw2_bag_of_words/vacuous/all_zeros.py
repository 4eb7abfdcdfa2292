"""Knows every shape and nothing else: all answers are zeros of the right kind."""

import numpy as np


def kmeans_step(features, centers):
    return np.zeros(centers.shape), np.zeros(len(features), dtype=int)


def hard_assignment(distances):
    return np.zeros(distances.shape)


def soft_assignment(distances):
    return np.zeros(distances.shape)


def pool(assignments, how):
    return np.zeros(assignments.shape[1])


def spatial_pyramid(word_map, n_words, n_levels):
    return np.zeros(n_words * (4**n_levels - 1) // 3)


def encode(features, vocabulary, assignment, pooling):
    return np.zeros(len(vocabulary))


def classify(train_vectors, train_labels, test_vectors, distance):
    return np.zeros(len(test_vectors), dtype=int)
