"""The gradient seems to have a mask of its own. What was dropped in the forward pass gets no
gradient, and only that.
"""

import numpy as np


def dropout_backward(dout, cache):
    mask = cache
    if mask is None:
        return dout.copy()
    return dout * np.random.permutation(mask.ravel()).reshape(mask.shape)
