"""Homework 4, Chiara Esempio.

Idea: EVERYTHING linear is a matrix. A convolution of an image is a (big, mostly zero) matrix times
the flattened image, so the backward pass is just the transposed matrix.
"""
import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    positions = range(-pad, n + pad - f + 1, stride)
    if len(positions) == 0 or positions[-1] + f != n + pad:
        raise ValueError("The filter does not fit evenly: choose another stride or padding.")
    return len(positions)


def conv1d(signal, kernel, stride=1, pad=0):
    return toeplitz_matrix(kernel, len(signal), stride, pad) @ signal


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    m = conv_output_size(n, len(kernel), stride, pad)
    row, col = np.mgrid[:m, :n]
    tap = len(kernel) - 1 - (col - row * stride + pad)  # which kernel element sits at (row, col)
    valid = (tap >= 0) & (tap < len(kernel))
    return np.where(valid, np.asarray(kernel)[np.clip(tap, 0, len(kernel) - 1)], 0.0)


def dense_parameters(n_in, n_out):
    return int(np.ones((n_out, n_in)).size)


def local_parameters(filter_size, n_out):
    return int(np.ones((n_out, filter_size)).size)


def shared_parameters(filter_size):
    return int(np.ones(filter_size).size)


def selection(n, f, stride, pad):
    """S[o, k, i] = 1 if output o multiplies filter element k with input i."""
    m = conv_output_size(n, f, stride, pad)
    o, k, i = np.ogrid[:m, :f, :n]
    return (o * stride + k - pad == i).astype(float)


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    rows = selection(H, HH, stride, pad)
    cols = selection(W, WW, stride, pad)
    # the matrix from (C, H, W) to (F, H', W')
    M = np.einsum("fckl,okh,plw->fopchw", w, rows, cols, optimize=True)
    shape_out = M.shape[:3]
    M = M.reshape(-1, C * H * W)
    out = (x.reshape(N, -1) @ M.T).reshape(N, *shape_out)
    return out + b.reshape(1, F, 1, 1), (x, w.shape, M, rows, cols)


def conv2d_backward(dout, cache):
    x, w_shape, M, rows, cols = cache
    N = x.shape[0]
    dx = (dout.reshape(N, -1) @ M).reshape(x.shape)
    dw = np.einsum("nfop,okh,plw,nchw->fckl", dout, rows, cols, x, optimize=True)
    assert dw.shape == w_shape
    db = dout.sum(axis=3).sum(axis=2).sum(axis=0)
    return dx, dw, db


def relu_forward(x):
    return (x + np.abs(x)) / 2, np.sign(x)


def relu_backward(dout, cache):
    return dout * np.maximum(cache, 0)


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    Ho, Wo = conv_output_size(H, size, stride), conv_output_size(W, size, stride)
    out = np.zeros((N, C, Ho, Wo))
    P = np.zeros((N, C, Ho, Wo, H, W))  # one-hot: which pixel won
    for n, c, i, j in np.ndindex(N, C, Ho, Wo):
        window = x[n, c, i * stride:i * stride + size, j * stride:j * stride + size]
        out[n, c, i, j] = window.max()
        a, b = divmod(int(window.argmax()), size)
        P[n, c, i, j, i * stride + a, j * stride + b] = 1
    return out, P


def max_pool2d_backward(dout, cache):
    return np.einsum("ncijhw,ncij->nchw", cache, dout)


def fully_connected_forward(x, w, b):
    D, M = w.shape
    return x.reshape(-1, D) @ w + b, (x, w)


def fully_connected_backward(dout, cache):
    x, w = cache
    D, M = w.shape
    return (w @ dout.T).T.reshape(x.shape), (dout.T @ x.reshape(-1, D)).T, np.ones(len(dout)) @ dout
