"""Homework 4 - Ada Sample.

I wrote everything with loops, exactly like the formulas on the slides. It is not fast but I can
follow every step.
"""

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    padded = n + 2 * pad
    steps = padded - f
    if steps < 0:
        raise ValueError(f"a filter of size {f} is larger than the padded input of size {padded}")
    if steps % stride != 0:
        raise ValueError(f"with stride {stride} the filter does not end at the input's border")
    return steps // stride + 1


def conv1d(signal, kernel, stride=1, pad=0):
    n = len(signal)
    f = len(kernel)
    n_out = conv_output_size(n, f, stride, pad)
    # put the signal in the middle of zeros
    padded = np.zeros(n + 2 * pad)
    for i in range(n):
        padded[pad + i] = signal[i]
    out = np.zeros(n_out)
    for i in range(n_out):
        total = 0.0
        for j in range(f):
            # the kernel runs backwards: this is what makes it a convolution
            total += padded[i * stride + j] * kernel[f - 1 - j]
        out[i] = total
    return out


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    f = len(kernel)
    n_out = conv_output_size(n, f, stride, pad)
    T = np.zeros((n_out, n))
    for row in range(n_out):
        for j in range(f):
            col = row * stride + j - pad
            if col >= 0 and col < n:
                T[row, col] = kernel[f - 1 - j]
    return T


def dense_parameters(n_in, n_out):
    # every output is connected to every input
    return n_in * n_out


def local_parameters(filter_size, n_out):
    # every output has its own small filter
    return filter_size * n_out


def shared_parameters(filter_size):
    # one filter for all
    return filter_size


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    H_out = conv_output_size(H, HH, stride, pad)
    W_out = conv_output_size(W, WW, stride, pad)
    x_pad = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    x_pad[:, :, pad : pad + H, pad : pad + W] = x
    out = np.zeros((N, F, H_out, W_out))
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    top = i * stride
                    left = j * stride
                    window = x_pad[n, :, top : top + HH, left : left + WW]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out, (x_pad, w, stride, pad, H, W)


def conv2d_backward(dout, cache):
    x_pad, w, stride, pad, H, W = cache
    N, F, H_out, W_out = dout.shape
    _, _, HH, WW = w.shape
    dx_pad = np.zeros(x_pad.shape)
    dw = np.zeros(w.shape)
    db = np.zeros(F)
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    top = i * stride
                    left = j * stride
                    g = dout[n, f, i, j]
                    db[f] += g
                    dw[f] += g * x_pad[n, :, top : top + HH, left : left + WW]
                    dx_pad[n, :, top : top + HH, left : left + WW] += g * w[f]
    # throw the gradient of the border of zeros away
    dx = dx_pad[:, :, pad : pad + H, pad : pad + W]
    return dx, dw, db


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    H_out = conv_output_size(H, size, stride)
    W_out = conv_output_size(W, size, stride)
    out = np.zeros((N, C, H_out, W_out))
    for n in range(N):
        for c in range(C):
            for i in range(H_out):
                for j in range(W_out):
                    out[n, c, i, j] = np.max(
                        x[n, c, i * stride : i * stride + size, j * stride : j * stride + size]
                    )
    return out, (x, size, stride)


def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    N, C, H_out, W_out = dout.shape
    dx = np.zeros(x.shape)
    for n in range(N):
        for c in range(C):
            for i in range(H_out):
                for j in range(W_out):
                    window = x[n, c, i * stride : i * stride + size, j * stride : j * stride + size]
                    # where is the winner?
                    r, s = np.unravel_index(np.argmax(window), window.shape)
                    dx[n, c, i * stride + r, j * stride + s] += dout[n, c, i, j]
    return dx


def fully_connected_forward(x, w, b):
    flat = x.reshape(x.shape[0], -1)
    return flat.dot(w) + b, (x, w)


def fully_connected_backward(dout, cache):
    x, w = cache
    flat = x.reshape(x.shape[0], -1)
    dx = dout.dot(w.T).reshape(x.shape)
    dw = flat.T.dot(dout)
    db = dout.sum(axis=0)
    return dx, dw, db
