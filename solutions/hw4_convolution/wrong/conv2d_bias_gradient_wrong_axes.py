"""db seems to be summed over the wrong axes of dout. A filter's bias is part of all outputs of
that filter: which axes tell them apart?
"""

import numpy as np


def conv2d_backward(dout, cache):
    x, w, stride, pad = cache
    H, W = x.shape[2:]
    HH, WW = w.shape[2:]
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dx_pad, dw = np.zeros(x_pad.shape), np.zeros(w.shape)
    db = dout.sum(axis=(1, 2, 3))
    for n, f, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        window = (n, slice(None), slice(top, top + HH), slice(left, left + WW))
        dw[f] += dout[n, f, i, j] * x_pad[window]
        dx_pad[window] += dout[n, f, i, j] * w[f]
    dx = dx_pad[:, :, pad : pad + H, pad : pad + W]
    return dx, dw, db
