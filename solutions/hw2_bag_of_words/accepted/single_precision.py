"""float32 throughout, as features are usually stored; counts by `np.add.at`."""

import numpy as np

FLOAT = np.float32


def _distances(features, words):
    features, words = features.astype(FLOAT), words.astype(FLOAT)
    return np.stack([np.sqrt(((features - word) ** 2).sum(axis=1)) for word in words], axis=1)


def kmeans_step(features, centers):
    labels = _distances(features, centers).argmin(axis=1).astype(np.int32)
    sums = np.zeros(centers.shape, dtype=FLOAT)
    counts = np.zeros(len(centers), dtype=FLOAT)
    np.add.at(sums, labels, features.astype(FLOAT))
    np.add.at(counts, labels, FLOAT(1))
    empty = counts == 0
    sums[empty], counts[empty] = centers[empty], 1
    return sums / counts[:, None], labels


def hard_assignment(distances):
    return np.eye(distances.shape[1], dtype=FLOAT)[distances.argmin(axis=1)]


def soft_assignment(distances):
    distances = distances.astype(FLOAT)
    with np.errstate(divide="ignore", invalid="ignore"):
        inverse = FLOAT(1) / distances
        weights = inverse / inverse.sum(axis=1, keepdims=True)
    zero = distances == 0
    on_a_word = zero.any(axis=1)
    weights[on_a_word] = zero[on_a_word] / zero[on_a_word].sum(axis=1, keepdims=True).astype(FLOAT)
    return weights


def pool(assignments, how):
    if how == "sum":
        return np.einsum("nk->k", assignments.astype(FLOAT))
    if how == "max":
        return np.amax(assignments.astype(FLOAT), axis=0)
    raise ValueError(f"{how} is neither sum nor max")


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    row, column = np.indices(word_map.shape)
    histograms = []
    for level in range(n_levels):
        n = 2**level
        histogram = np.zeros((n, n, n_words), dtype=FLOAT)
        borders = np.arange(n)
        row_cell = np.searchsorted(borders * H // n, row, side="right") - 1
        column_cell = np.searchsorted(borders * W // n, column, side="right") - 1
        np.add.at(histogram, (row_cell, column_cell, word_map), 1)
        histograms.append(histogram.ravel())
    return np.hstack(histograms)


def encode(features, vocabulary, assignment, pooling):
    if assignment not in ("hard", "soft"):
        raise ValueError(f"{assignment} is neither hard nor soft")
    assign = hard_assignment if assignment == "hard" else soft_assignment
    return pool(assign(_distances(features, vocabulary)), pooling)


def classify(train_vectors, train_labels, test_vectors, distance):
    train, labels = train_vectors.astype(FLOAT), []
    for vector in test_vectors.astype(FLOAT):
        distances = np.array([distance(vector, other) for other in train], dtype=FLOAT)
        labels.append(train_labels[np.argsort(distances, kind="stable")[0]])
    return np.array(labels)
