"""The weights seem to fall exponentially, as in a softmax of the negative distances. Here they
are proportional to 1 / distance.
"""

import numpy as np


def soft_assignment(distances):
    weights = np.exp(distances.min(axis=1, keepdims=True) - distances)
    return weights / weights.sum(axis=1, keepdims=True)
