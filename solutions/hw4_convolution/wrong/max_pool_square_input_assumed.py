"""The output is right for square images; otherwise rows or columns seem to be missing. Does the
code use one of height and width for both?
"""

import numpy as np


def max_pool2d_forward(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    n_out = (min(x.shape[2:]) - size) // stride + 1
    out = windows[:, :, ::stride, ::stride].max(axis=(4, 5))[:, :, :n_out, :n_out]
    return out, (x, size, stride)
