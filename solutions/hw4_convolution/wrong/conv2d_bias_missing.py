"""The biases seem to be missing. Each filter has one, which is added to all of its outputs."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(x_pad, w.shape[2:], axis=(2, 3))
    out = np.einsum("nchwij,fcij->nfhw", windows[:, :, ::stride, ::stride], w)
    return out, (x, w, stride, pad)
