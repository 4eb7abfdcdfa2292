"""The output has the size that the stride asks for, but its values seem to come from
neighbouring positions of the filter. Where does the filter stand for the second output?
"""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, (H, W) = len(x), x.shape[2:]
    F, _, HH, WW = w.shape
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, (H + 2 * pad - HH) // stride + 1, (W + 2 * pad - WW) // stride + 1))
    for n, f, i, j in np.ndindex(out.shape):
        top, left = i, j
        window = x_pad[n, :, top : top + HH, left : left + WW]
        out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out, (x, w, stride, pad)
