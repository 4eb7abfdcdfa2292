"""Every patch seems to vote for its nearest word alone, whatever `assignment` is. Try 'soft'."""

import numpy as np


def encode(features, vocabulary, assignment, pooling):
    if assignment not in ("hard", "soft") or pooling not in ("sum", "max"):
        raise ValueError(f"unknown: {assignment}, {pooling}")
    distances = np.sqrt(((features[:, None] - vocabulary) ** 2).sum(axis=2))
    votes = np.eye(len(vocabulary))[np.argmin(distances, axis=1)]
    return votes.sum(axis=0) if pooling == "sum" else votes.max(axis=0)
