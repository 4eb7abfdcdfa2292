"""Tarea 4 (Ines Ejemplo)."""

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    result = (n + 2 * pad - f) / stride + 1
    if result < 1 or not result.is_integer():
        raise ValueError("output size %s is not a positive integer" % result)
    return int(result)


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
    m = conv_output_size(n, len(kernel), stride, pad)
    T = np.zeros((m, n))
    for j in range(n):
        unit = np.zeros(n)
        unit[j] = 1
        T[:, j] = conv1d(unit, kernel, stride, pad)
    return T


def dense_parameters(n_in, n_out):
    """fully connected: a weight per pair"""
    count = n_in*n_out
    return count


def local_parameters(filter_size, n_out):
    """locally connected: a filter per output"""
    count = n_out*filter_size
    return count


def shared_parameters(filter_size):
    """convolution: the same filter everywhere"""
    count = filter_size
    return count


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, _, K, _ = w.shape
    size = conv_output_size(H, K, stride, pad)
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, size, size))
    for n in range(N):
        for f in range(F):
            for i in range(size):
                for j in range(size):
                    s = stride
                    out[n, f, i, j] = np.sum(xp[n, :, i*s:i*s+K, j*s:j*s+K] * w[f]) + b[f]
    return out, (x, xp, w, stride, pad)


def conv2d_backward(dout, cache):
    x, xp, w, s, pad = cache
    N, F, size, _ = dout.shape
    K = w.shape[2]
    dxp, dw, db = np.zeros(xp.shape), np.zeros(w.shape), np.zeros(F)
    for n in range(N):
        for f in range(F):
            for i in range(size):
                for j in range(size):
                    d = dout[n, f, i, j]
                    dxp[n, :, i*s:i*s+K, j*s:j*s+K] += d * w[f]
                    dw[f] += d * xp[n, :, i*s:i*s+K, j*s:j*s+K]
                    db[f] += d
    H = x.shape[2]
    return dxp[:, :, pad:pad+H, pad:pad+H], dw, db


def relu_forward(x):
    positive = (x > 0).astype(float)
    return x*positive, positive


def relu_backward(dout, cache):
    return dout*cache


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    Ho = conv_output_size(H, size, stride)
    Wo = conv_output_size(W, size, stride)
    out = np.zeros((N, C, Ho, Wo))
    winner = np.zeros((N, C, Ho, Wo), dtype=int)
    for i in range(Ho):
        for j in range(Wo):
            flat = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size].reshape(N, C, -1)
            out[:, :, i, j] = np.max(flat, axis=2)
            winner[:, :, i, j] = np.argmax(flat, axis=2)
    return out, (x.shape, winner, size, stride)


def max_pool2d_backward(dout, cache):
    shape, winner, size, stride = cache
    dx = np.zeros(shape)
    for (n, c, i, j), k in np.ndenumerate(winner):
        dx[n, c, i * stride + k // size, j * stride + k % size] += dout[n, c, i, j]
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
