"""A pixel that wins in several windows seems to get the gradient of the last one only.
Overlapping windows each give their part.
"""

import numpy as np


def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + size, left : left + size]
        row, column = np.unravel_index(window.argmax(), window.shape)
        dx[n, c, top + row, left + column] = dout[n, c, i, j]
    return dx
