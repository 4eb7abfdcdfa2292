"""The largest vote seems to be taken, whatever `pooling` is. Try 'sum'."""

import numpy as np


def encode(features, vocabulary, assignment, pooling):
    if assignment not in ("hard", "soft") or pooling not in ("sum", "max"):
        raise ValueError(f"unknown: {assignment}, {pooling}")
    distances = np.sqrt(((features[:, None] - vocabulary) ** 2).sum(axis=2))
    if assignment == "hard":
        votes = np.eye(len(vocabulary))[np.argmin(distances, axis=1)]
    else:
        weights = 1 / np.maximum(distances, 1e-12)
        votes = weights / weights.sum(axis=1, keepdims=True)
    return votes.max(axis=0)
