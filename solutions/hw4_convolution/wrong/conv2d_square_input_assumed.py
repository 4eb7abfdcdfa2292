"""The output is right for square images; for wider ones, columns at the right seem to be
missing. Does the code use the height where the width is meant?
"""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(x_pad, w.shape[2:], axis=(2, 3))
    n_out = (x.shape[2] + 2 * pad - w.shape[2]) // stride + 1
    windows = windows[:, :, ::stride, ::stride][:, :, :n_out, :n_out]
    out = np.einsum("nchwij,fcij->nfhw", windows, w) + b[:, None, None]
    return out, (x, w, stride, pad)
