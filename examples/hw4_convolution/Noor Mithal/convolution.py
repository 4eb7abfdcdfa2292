"""Homework 4, Noor Mithal"""

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    # formula from the lecture
    q, r = divmod(n - f + pad + pad, stride)
    if r == 0 and q >= 0:
        return q + 1
    raise ValueError(f"n={n}, f={f}, stride={stride}, pad={pad} gives no whole output size")


def conv1d(signal, kernel, stride=1, pad=0):
    n, f = signal.shape[0], kernel.shape[0]
    m = conv_output_size(n, f, stride, pad)
    y = np.zeros(m)
    for i in range(m):
        for j in range(f):
            position = i*stride - pad + f - 1 - j
            if 0 <= position < n:
                y[i] += kernel[j]*signal[position]
    return y


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
    out = np.zeros((N, F, H_new, W_new))
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
    H, W = x.shape[2:]
    Ho, Wo = (H - size)//stride + 1, (W - size)//stride + 1
    out = np.zeros(x.shape[:2] + (Ho, Wo))
    for i in range(Ho):
        for j in range(Wo):
            out[:, :, i, j] = x[:, :, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(2, 3))
    return out, (x, out, size, stride)


def max_pool2d_backward(dout, cache):
    x, out, size, stride = cache
    dx = np.zeros(x.shape)
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            part = x[:, :, i*stride:i*stride+size, j*stride:j*stride+size]
            winner = part == out[:, :, i, j, None, None]
            dx[:, :, i*stride:i*stride+size, j*stride:j*stride+size] += winner*dout[:, :, i, j, None, None]
    return dx


def fully_connected_forward(x, w, b):
    N = x.shape[0]
    x_flat = x.reshape(N, -1)
    out = np.dot(x_flat, w) + b
    return out, (x, w, b)


def fully_connected_backward(dout, cache):
    x, w, b = cache
    dx = np.dot(dout, w.T).reshape(x.shape)
    dw = np.dot(x.reshape(x.shape[0], -1).T, dout)
    db = np.sum(dout, axis=0, keepdims=True)
    return dx, dw, db
