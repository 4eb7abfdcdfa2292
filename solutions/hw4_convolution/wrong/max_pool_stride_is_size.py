"""The windows seem to be size apart, as if they always tiled the image. The stride says how far
they are apart.
"""

import numpy as np


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    out = np.zeros((N, C, (H - size) // size + 1, (W - size) // size + 1))
    for n, c, i, j in np.ndindex(out.shape):
        top, left = i * size, j * size
        window = x[n, c, top : top + size, left : left + size]
        out[n, c, i, j] = window.max()
    return out, (x, size, stride)
