"""Every patch seems to share its vote, whatever `assignment` is. Try 'hard'."""

import numpy as np


def encode(features, vocabulary, assignment, pooling):
    if assignment not in ("hard", "soft") or pooling not in ("sum", "max"):
        raise ValueError(f"unknown: {assignment}, {pooling}")
    distances = np.sqrt(((features[:, None] - vocabulary) ** 2).sum(axis=2))
    weights = 1 / np.maximum(distances, 1e-12)
    votes = weights / weights.sum(axis=1, keepdims=True)
    return votes.sum(axis=0) if pooling == "sum" else votes.max(axis=0)
