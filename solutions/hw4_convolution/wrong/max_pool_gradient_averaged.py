"""The gradient seems to be shared among all pixels of the window, as in average pooling. Which
of them did the output depend on?
"""

import numpy as np


def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        dx[n, c, top : top + size, left : left + size] += dout[n, c, i, j] / size**2
    return dx
