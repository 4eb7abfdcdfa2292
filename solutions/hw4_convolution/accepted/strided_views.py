"""Windows as strided views, contracted by einsum; tied maxima share the pooling gradient."""

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided


class ConvCache(NamedTuple):
    """What the convolution's backward pass needs."""

    windows: np.ndarray
    w: np.ndarray
    padded_shape: tuple
    stride: int
    pad: int


def conv_output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    size = (n + 2 * pad - f) / stride + 1
    if size < 1 or not size.is_integer():
        raise ValueError(f"output size would be {size}, which is no whole number of at least 1")
    return int(size)


def _view(x: np.ndarray, HH: int, WW: int, stride: int) -> np.ndarray:
    """(N, C, H, W) -> (N, C, H', W', HH, WW), without copying; a write goes through to x."""
    N, C, H, W = x.shape
    sn, sc, sh, sw = x.strides
    H_out, W_out = conv_output_size(H, HH, stride), conv_output_size(W, WW, stride)
    shape = (N, C, H_out, W_out, HH, WW)
    return as_strided(x, shape, (sn, sc, sh * stride, sw * stride, sh, sw))


def conv1d(signal: np.ndarray, kernel: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    padded = np.pad(np.asarray(signal, dtype=float), (pad, pad))
    n_out = conv_output_size(len(signal), len(kernel), stride, pad)
    (step,) = padded.strides
    windows = as_strided(padded, (n_out, len(kernel)), (step * stride, step))
    return np.einsum("ik,k->i", windows, kernel[::-1])


def toeplitz_matrix(kernel: np.ndarray, n: int, stride: int = 1, pad: int = 0) -> np.ndarray:
    # Column j holds the response to a unit impulse at j.
    impulses = np.eye(n)
    return np.stack([conv1d(impulse, kernel, stride, pad) for impulse in impulses], axis=1)


def dense_parameters(n_in: int, n_out: int) -> int:
    return int(np.ones((n_out, n_in)).sum())


def local_parameters(filter_size: int, n_out: int) -> int:
    return int(np.ones((n_out, filter_size)).sum())


def shared_parameters(filter_size: int) -> int:
    return int(np.ones(filter_size).sum())


def conv2d_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, ConvCache]:
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = _view(padded, *w.shape[2:], stride)
    out = np.einsum("nchwpq,fcpq->nfhw", windows, w, optimize=True)
    return out + b[None, :, None, None], ConvCache(windows, w, padded.shape, stride, pad)


def conv2d_backward(
    dout: np.ndarray, cache: ConvCache
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    windows, w, padded_shape, stride, pad = cache
    db = np.einsum("nfhw->f", dout)
    dw = np.einsum("nfhw,nchwpq->fcpq", dout, windows)
    # Spread dout out by the stride and surround it, then convolve with the flipped filters.
    N, F = dout.shape[:2]
    HH, WW = w.shape[2:]
    H_pad, W_pad = padded_shape[2:]
    spread = np.zeros((N, F, H_pad + HH - 1, W_pad + WW - 1))
    spread[:, :, HH - 1 : H_pad : stride, WW - 1 : W_pad : stride] = dout
    dx = np.einsum("nfhwpq,fcpq->nchw", _view(spread, HH, WW, 1), w[:, :, ::-1, ::-1])
    return dx[:, :, pad : H_pad - pad, pad : W_pad - pad], dw, db


def relu_forward(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    out = x.clip(min=0)
    return out, out


def relu_backward(dout: np.ndarray, cache: np.ndarray) -> np.ndarray:
    return dout * np.sign(cache)


def max_pool2d_forward(x: np.ndarray, size: int, stride: int) -> tuple[np.ndarray, tuple]:
    windows = _view(x, size, size, stride)
    out = windows.max(axis=(-2, -1))
    return out, (windows, out, x.shape, stride)


def max_pool2d_backward(dout: np.ndarray, cache: tuple) -> np.ndarray:
    windows, out, shape, stride = cache
    winners = (windows == out[..., None, None]).astype(float)
    winners /= winners.sum(axis=(-2, -1), keepdims=True)
    shares = winners * dout[..., None, None]
    dx = np.zeros(shape)
    size = windows.shape[-1]
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + size)
            columns = slice(j * stride, j * stride + size)
            dx[:, :, rows, columns] += shares[:, :, i, j]
    return dx


def fully_connected_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
    flat = x.reshape(x.shape[0], w.shape[0])
    return np.einsum("nd,dm->nm", flat, w) + b, (x, w)


def fully_connected_backward(
    dout: np.ndarray, cache: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x, w = cache
    flat = x.reshape(x.shape[0], w.shape[0])
    dx = np.einsum("nm,dm->nd", dout, w).reshape(x.shape)
    return dx, np.einsum("nd,nm->dm", flat, dout), np.einsum("nm->m", dout)
