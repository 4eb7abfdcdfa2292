"""dw and db seem to be divided by the number of images. If the loss averages over the batch,
dout holds that factor already.
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
        dx_pad[window] += dout[n, f, i, j] * w[f]
    dx = dx_pad[:, :, pad : pad + H, pad : pad + W]
    return dx, dw / len(x), db / len(x)
