"""Faltung – Zoë Beispiel (Übungsgruppe 3)

sliding_window_view gives all windows without copying; tensordot does the rest.
For dx I loop over the filter's positions (at most a handful).
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv_output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    size = (n + 2 * pad - f) / stride + 1
    if size < 1 or size != int(size):
        raise ValueError(
            f"(n + 2·pad − f)/stride + 1 = {size:g} is not a positive whole number"
        )
    return int(size)


def conv1d(signal, kernel, stride=1, pad=0):
    windows = sliding_window_view(np.pad(signal, pad), kernel.size)[::stride]
    return windows @ np.flip(kernel)


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    full = np.zeros((n + 2 * pad - kernel.size + 1, n + 2 * pad))
    rows = np.arange(full.shape[0])
    for j, value in enumerate(np.flip(kernel)):
        full[rows, rows + j] = value
    # keep every stride-th row, and drop the columns that only see zeros
    return full[::stride, pad : pad + n]


def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return n_out * filter_size


def shared_parameters(filter_size):
    return filter_size


def _windows(x, fh, fw, stride):
    return sliding_window_view(x, (fh, fw), axis=(2, 3))[:, :, ::stride, ::stride]


def conv2d_forward(x, w, b, stride=1, pad=0):
    xp = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    windows = _windows(xp, w.shape[2], w.shape[3], stride)  # (N, C, H', W', HH, WW)
    out = np.tensordot(windows, w, axes=([1, 4, 5], [1, 2, 3]))  # (N, H', W', F)
    out = np.moveaxis(out, 3, 1) + b[:, np.newaxis, np.newaxis]
    return out, dict(xp=xp, w=w, stride=stride, pad=pad)


def conv2d_backward(dout, cache):
    xp, w, s, p = cache["xp"], cache["w"], cache["stride"], cache["pad"]
    HH, WW = w.shape[2:]
    windows = _windows(xp, HH, WW, s)
    dw = np.tensordot(dout, windows, axes=([0, 2, 3], [0, 2, 3]))
    db = np.einsum("nfij->f", dout)
    dxp = np.zeros_like(xp, dtype=float)
    oh, ow = dout.shape[2:]
    for i in range(HH):
        for j in range(WW):
            part = np.einsum("nfij,fc->ncij", dout, w[:, :, i, j])
            dxp[:, :, i : i + s * oh : s, j : j + s * ow : s] += part
    H, W = xp.shape[2] - 2 * p, xp.shape[3] - 2 * p
    return dxp[:, :, p : p + H, p : p + W], dw, db


def relu_forward(x):
    return x * (x > 0), x > 0


def relu_backward(dout, cache):
    return dout * cache


def max_pool2d_forward(x, size, stride):
    windows = _windows(x, size, size, stride)
    flat = windows.reshape(*windows.shape[:4], -1)
    return flat.max(axis=-1), {"argmax": flat.argmax(axis=-1), "shape": x.shape, "size": size,
                               "stride": stride}


def max_pool2d_backward(dout, cache):
    row, column = np.divmod(cache["argmax"], cache["size"])
    n, c, i, j = np.indices(dout.shape)
    target = (n, c, i * cache["stride"] + row, j * cache["stride"] + column)
    # bincount adds up what falls on the same pixel
    flat = np.ravel_multi_index(target, cache["shape"]).ravel()
    total = int(np.prod(cache["shape"]))
    return np.bincount(flat, weights=dout.ravel(), minlength=total).reshape(cache["shape"])


def fully_connected_forward(x, w, b):
    return x.reshape(x.shape[0], -1) @ w + b, {"x": x, "w": w}


def fully_connected_backward(dout, cache):
    x, w = cache["x"], cache["w"]
    dx = np.einsum("nm,dm->nd", dout, w).reshape(x.shape)
    dw = np.einsum("nd,nm->dm", x.reshape(len(x), -1), dout)
    return dx, dw, np.einsum("nm->m", dout)
