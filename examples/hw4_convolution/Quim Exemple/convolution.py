"""Deures 4. Adapted from my notes of 2018."""
import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    # formula from the lecture
    q, r = divmod(n - f + pad + pad, stride)
    if r == 0 and q >= 0:
        return q + 1
    raise ValueError(f"n={n}, f={f}, stride={stride}, pad={pad} gives no whole output size")


def conv1d(signal, kernel, stride=1, pad=0):
    # np.correlate does not flip, so flip here
    padded = np.pad(signal, pad)
    return np.correlate(padded, kernel[::-1], mode="valid")[::stride]


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    f = kernel.shape[0]
    m = conv_output_size(n, f, stride, pad)
    T = np.zeros((m, n))
    for i in range(m):
        for j in range(n):
            k = f - 1 - (j + pad - i*stride)
            if 0 <= k <= f - 1:
                T[i][j] = kernel[k]
    return T


def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    H_new = conv_output_size(H, HH, stride, pad)
    W_new = conv_output_size(W, WW, stride, pad)
    x_padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    out = np.zeros((N, F, H_new, W_new), dtype=np.float)
    for n in range(N):  # every image
        for f in range(F):  # every filter
            for i in range(H_new):
                for j in range(W_new):
                    window = x_padded[n, :, i * stride : i * stride + HH, j * stride : j * stride + WW]
                    out[n, f, i, j] = (window * w[f]).sum() + b[f]
    cache = (x, w, b, stride, pad)
    return out, cache


def conv2d_backward(dout, cache):
    x, w, b, stride, pad = cache
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    x_padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    dx_padded = np.zeros_like(x_padded)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    for n in range(N):
        for f in range(F):
            db[f] += dout[n, f].sum()
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    rows = slice(i * stride, i * stride + HH)
                    cols = slice(j * stride, j * stride + WW)
                    dw[f] += dout[n, f, i, j] * x_padded[n, :, rows, cols]
                    dx_padded[n, :, rows, cols] += dout[n, f, i, j] * w[f]
    dx = dx_padded[:, :, pad : pad + H, pad : pad + W]
    return dx, dw, db


def relu_forward(x):
    return np.where(x > 0, x, 0), x.copy()


def relu_backward(dout, cache):
    return np.where(cache > 0, dout, 0)


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    H_new = conv_output_size(H, size, stride)
    W_new = conv_output_size(W, size, stride)
    out = np.zeros((N, C, H_new, W_new))
    for n in range(N):
        for c in range(C):
            for i in range(H_new):
                for j in range(W_new):
                    out[n, c, i, j] = x[n, c, i * stride : i * stride + size, j * stride : j * stride + size].max()
    return out, (x, size, stride)


def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    N, C, H_new, W_new = dout.shape
    dx = np.zeros_like(x)
    for n in range(N):
        for c in range(C):
            for i in range(H_new):
                for j in range(W_new):
                    window = x[n, c, i * stride : i * stride + size, j * stride : j * stride + size]
                    mask = window == window.max()
                    dx[n, c, i * stride : i * stride + size, j * stride : j * stride + size] += mask * dout[n, c, i, j]
    return dx


def fully_connected_forward(x, w, b):
    D = np.product(x.shape[1:])
    out = x.reshape(x.shape[0], D).dot(w) + b
    return out, (x, w)


def fully_connected_backward(dout, cache):
    x, w = cache
    D = np.product(x.shape[1:])
    return dout.dot(w.T).reshape(x.shape), x.reshape(x.shape[0], D).T.dot(dout), dout.sum(axis=0)
