"""One row or column at each side of the gradient seems to be cut off, whatever pad is. Try pad
= 0 and pad = 2.
"""

import numpy as np


def conv2d_backward(dout, cache):
    x, w, stride, pad = cache
    HH, WW = w.shape[2:]
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dx_pad, dw = np.zeros(x_pad.shape), np.zeros(w.shape)
    db = dout.sum(axis=(0, 2, 3))
    for n, f, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        window = (n, slice(None), slice(top, top + HH), slice(left, left + WW))
        dw[f] += dout[n, f, i, j] * x_pad[window]
        dx_pad[window] += dout[n, f, i, j] * w[f]
    dx = dx_pad[:, :, 1:-1, 1:-1]
    return dx, dw, db
