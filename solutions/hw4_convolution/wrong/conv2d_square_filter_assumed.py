"""The output is right for square filters; for narrow ones, columns at the right seem to be
missing. Does the code use the filter's height where its width is meant?
"""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(x_pad, w.shape[2:], axis=(2, 3))
    size = w.shape[2]
    rows = (x_pad.shape[2] - size) // stride + 1
    columns = (x_pad.shape[3] - size) // stride + 1
    out = np.einsum("nchwij,fcij->nfhw", windows[:, :, ::stride, ::stride], w)
    out = out[:, :, :rows, :columns] + b[:, None, None]
    return out, (x, w, stride, pad)
