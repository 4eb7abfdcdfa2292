"""Words seem to vote for features. Rows stand for the image's features and columns for the
words: what is the shape of the distances?
"""

import numpy as np


def encode(features, vocabulary, assignment, pooling):
    if assignment not in ("hard", "soft") or pooling not in ("sum", "max"):
        raise ValueError(f"unknown: {assignment}, {pooling}")
    distances = np.sqrt(((vocabulary[:, None] - features) ** 2).sum(axis=2))
    if assignment == "hard":
        votes = np.eye(len(features))[np.argmin(distances, axis=1)]
    else:
        weights = 1 / np.maximum(distances, 1e-12)
        votes = weights / weights.sum(axis=1, keepdims=True)
    return votes.sum(axis=0) if pooling == "sum" else votes.max(axis=0)
