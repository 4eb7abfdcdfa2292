"""Answers with as much as can cross, and with a little more."""

ATTEMPTS = "resources: answers as large as the wall lets through, and larger"

import numpy as np


def pool(assignments, how):
    return np.zeros(80 << 20, dtype=np.uint8)


def spatial_pyramid(word_map, n_words, n_levels):
    return ["x" * 500_000]


def kmeans_step(features, centers):
    return [[[]] * 1000] * 2000, {number: None for number in range(200_000)}
