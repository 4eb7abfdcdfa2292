"""The image seems to be padded by 1, whatever pad is. Try pad = 0 and pad = 2."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    x_pad = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(x_pad, w.shape[2:], axis=(2, 3))
    out = np.einsum("nchwij,fcij->nfhw", windows[:, :, ::stride, ::stride], w)
    out = out + b[:, None, None]
    return out, (x, w, stride, pad)
