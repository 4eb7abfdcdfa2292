"""Height and width of the output seem to be swapped. Axis 2 of all arrays runs along the height
and axis 3 along the width; try an image that is not square.
"""

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(x_pad, w.shape[2:], axis=(2, 3))
    out = np.einsum("nchwij,fcij->nfwh", windows[:, :, ::stride, ::stride], w)
    out = out + b[:, None, None]
    return out, (x, w, stride, pad)
