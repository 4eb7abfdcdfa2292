"""No loops over data: clusters, counts and pyramids are products with one-hot matrices."""

import numpy as np


def _one_hot(numbers, n):
    return (np.asarray(numbers)[..., None] == np.arange(n)).astype(float)


def _distances(features, words):
    products = features @ words.T
    squares = (features**2).sum(axis=1)[:, None] - 2 * products + (words**2).sum(axis=1)
    return np.sqrt(np.maximum(squares, 0))


def kmeans_step(features, centers):
    labels = np.argmin(_distances(features, centers), axis=1)
    members = _one_hot(labels, len(centers))
    sizes = members.sum(axis=0)[:, None]
    means = members.T @ features / np.maximum(sizes, 1)
    return np.where(sizes > 0, means, centers), labels


def hard_assignment(distances):
    return _one_hot(np.argmin(distances, axis=1), distances.shape[1])


def soft_assignment(distances):
    # A distance of zero outweighs all others by far more than the precision of a float.
    weights = 1 / np.maximum(distances, 1e-12)
    return weights / weights.sum(axis=1, keepdims=True)


def pool(assignments, how):
    if how == "sum":
        return np.ones(len(assignments)) @ assignments
    if how == "max":
        return np.sort(assignments, axis=0)[-1]
    raise ValueError("how must be 'sum' or 'max'")


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    words = _one_hot(word_map, n_words)
    levels = []
    for level in range(n_levels):
        n = 2**level
        # The cell of pixel r is the last i whose border floor(i n / 2^l) is at most r.
        in_row = _one_hot(((np.arange(H) + 1) * n - 1) // H, n)
        in_column = _one_hot(((np.arange(W) + 1) * n - 1) // W, n)
        levels.append(np.einsum("hi,wj,hwk->ijk", in_row, in_column, words).ravel())
    return np.concatenate(levels)


def encode(features, vocabulary, assignment, pooling):
    distances = _distances(features, vocabulary)
    if assignment == "soft":
        return pool(soft_assignment(distances), pooling)
    if assignment == "hard":
        return pool(hard_assignment(distances), pooling)
    raise ValueError("assignment must be 'hard' or 'soft'")


def classify(train_vectors, train_labels, test_vectors, distance):
    table = np.empty((len(test_vectors), len(train_vectors)))
    for i, j in np.ndindex(table.shape):
        table[i, j] = distance(test_vectors[i], train_vectors[j])
    return _one_hot(table.argmin(axis=1), len(train_vectors)).astype(int) @ train_labels
