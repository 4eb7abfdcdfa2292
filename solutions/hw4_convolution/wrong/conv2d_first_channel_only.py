"""Only the first channel of the image seems to count. A filter has as many channels as the
image, and the products are added up over all of them.
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
        out[n, f, i, j] = np.sum(window[0] * w[f, 0]) + b[f]
    return out, (x, w, stride, pad)
