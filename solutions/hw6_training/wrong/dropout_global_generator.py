"""The mask does not depend on `rng`: it comes from NumPy's global generator."""

import numpy as np


def dropout_forward(x, p_drop, train, rng):
    if not train:
        return x.copy(), None
    mask = (np.random.rand(*x.shape) >= p_drop) / (1 - p_drop)
    return x * mask, mask
