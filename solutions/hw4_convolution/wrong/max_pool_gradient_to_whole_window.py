"""Every pixel of the window seems to get the gradient. Which of them did the output depend on?"""

import numpy as np


def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        dx[n, c, top : top + size, left : left + size] += dout[n, c, i, j]
    return dx
