# Domácí úkol 4 - Lena Vzorek
import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    result = (n + 2 * pad - f) / stride + 1
    if result < 1 or not result.is_integer():
        raise ValueError("output size %s is not a positive integer" % result)
    return int(result)


def conv1d(signal, kernel, stride=1, pad=0):
    # np.correlate does not flip, so flip here
    padded = np.pad(signal, pad)
    return np.correlate(padded, kernel[::-1], mode="valid")[::stride]


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    f = len(kernel)
    m = conv_output_size(n, f, stride, pad)
    matrix = np.zeros((m, n + 2 * pad))
    for i in range(m):
        matrix[i, i * stride : i * stride + f] = np.flip(kernel)
    return matrix[:, pad : n + pad]


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
                    rows = slice(i, i + HH)
                    cols = slice(j, j + WW)
                    dw[f] += dout[n, f, i, j] * x_padded[n, :, rows, cols]
                    dx_padded[n, :, rows, cols] += dout[n, f, i, j] * w[f]
    dx = dx_padded[:, :, pad : pad + H, pad : pad + W]
    return dx, dw, db


def relu_forward(x):
    positive = (x > 0).astype(float)
    return x*positive, positive


def relu_backward(dout, cache):
    return dout*cache


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
    N = x.shape[0]
    x_flat = x.reshape(N, -1)
    out = np.dot(x_flat, w) + b
    return out, (x, w, b)


def fully_connected_backward(dout, cache):
    x, w, b = cache
    dx = np.dot(dout, w.T).reshape(x.shape)
    dw = np.dot(x.reshape(x.shape[0], -1).T, dout)
    db = np.sum(dout, axis=0)
    return dx, dw, db
