"""The pyramid is counted once, in its finest cells; each coarser level adds up four children.

Clusters are found by sorting, and a soft assignment by the products of the other distances.
"""

from collections import Counter

import numpy as np


def _nearest(features, centers):
    best = np.zeros(len(features), dtype=int)
    smallest = np.full(len(features), np.inf)
    for k, center in enumerate(centers):
        square = np.sum((features - center) ** 2, axis=1)
        nearer = square < smallest
        best[nearer], smallest[nearer] = k, square[nearer]
    return best


def kmeans_step(features, centers):
    labels = _nearest(features, centers)
    order = np.argsort(labels, kind="stable")
    occupied, starts, sizes = np.unique(labels[order], return_index=True, return_counts=True)
    new_centers = centers.copy()
    new_centers[occupied] = np.add.reduceat(features[order], starts, axis=0) / sizes[:, None]
    return new_centers, labels


def hard_assignment(distances):
    smallest = distances == distances.min(axis=1, keepdims=True)
    return smallest & (np.cumsum(smallest, axis=1) == 1)


def soft_assignment(distances):
    # (1/a) : (1/b) : (1/c) = bc : ac : ab, which needs no division by zero.
    zero = distances == 0
    shared = zero.sum(axis=1) > 1
    products = np.stack(
        [np.prod(np.delete(distances, k, axis=1), axis=1) for k in range(distances.shape[1])],
        axis=1,
    )
    products[shared] = zero[shared]
    return products / products.sum(axis=1, keepdims=True)


def pool(assignments, how):
    if how == "sum":
        return np.add.reduce(assignments)
    if how == "max":
        return np.maximum.reduce(assignments)
    raise ValueError(f"unknown pooling: {how}")


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    n = 2 ** (n_levels - 1)
    rows = np.linspace(0, H, n + 1).astype(int)
    columns = np.linspace(0, W, n + 1).astype(int)
    finest = np.zeros((n, n, n_words))
    for i, j in np.ndindex(n, n):
        pixels = word_map[rows[i] : rows[i + 1], columns[j] : columns[j + 1]]
        for word, count in Counter(pixels.ravel().tolist()).items():
            finest[i, j, word] = count
    levels = [finest]
    while len(levels[0]) > 1:
        child = levels[0]
        levels.insert(0, child[::2, ::2] + child[1::2, ::2] + child[::2, 1::2] + child[1::2, 1::2])
    return np.concatenate([level.reshape(-1) for level in levels])


def encode(features, vocabulary, assignment, pooling):
    if assignment == "hard":
        votes = np.eye(len(vocabulary))[_nearest(features, vocabulary)]
    elif assignment == "soft":
        differences = features[:, None, :] - vocabulary[None, :, :]
        votes = soft_assignment(np.sqrt((differences**2).sum(axis=-1)))
    else:
        raise ValueError(f"unknown assignment: {assignment}")
    return pool(votes, pooling)


def classify(train_vectors, train_labels, test_vectors, distance):
    neighbours = range(len(train_vectors))
    return np.array(
        [
            train_labels[min(neighbours, key=lambda i: distance(test, train_vectors[i]))]
            for test in test_vectors
        ]
    )
