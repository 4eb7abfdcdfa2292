"""All examples seem to have the same mask. Each entry is dropped independently of the others."""

import numpy as np


def dropout_forward(x, p_drop, train, rng):
    if not train:
        return x.copy(), None
    kept = rng.random(x.shape[1:]) >= p_drop if x.ndim > 1 else rng.random(x.shape) >= p_drop
    mask = np.broadcast_to(kept, x.shape) / (1 - p_drop)
    return x * mask, mask
