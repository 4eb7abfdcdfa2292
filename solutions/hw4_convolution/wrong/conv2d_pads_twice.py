"""Twice the padding seems to be added at each side, and the output is too large. pad is the
number of rows or columns at one side.
"""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    x_pad = np.pad(x, ((0, 0), (0, 0), (2 * pad, 2 * pad), (2 * pad, 2 * pad)))
    windows = np.lib.stride_tricks.sliding_window_view(x_pad, w.shape[2:], axis=(2, 3))
    out = np.einsum("nchwij,fcij->nfhw", windows[:, :, ::stride, ::stride], w)
    out = out + b[:, None, None]
    return out, (x, w, stride, pad)
