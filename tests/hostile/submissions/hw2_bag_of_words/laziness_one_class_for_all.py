"""Gives every image the most frequent class; on real images some are then right."""

ATTEMPTS = "laziness: one class for all images"
# Of the handout's few vectors, and of a single one, all have that class.
DESERVES = 2.0

import numpy as np


def classify(train_vectors, train_labels, test_vectors, distance):
    classes, counts = np.unique(train_labels, return_counts=True)
    return np.full(len(test_vectors), classes[counts.argmax()])
