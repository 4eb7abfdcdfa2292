"""Plain nested loops, one output at a time, just as the formulas are written."""

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    count = 0
    start = 0
    while start + f < n + 2 * pad:
        start += stride
        count += 1
    if start + f != n + 2 * pad:
        raise ValueError(f"filter {f} with stride {stride} does not tile {n} + 2 * {pad} inputs")
    return count + 1


def conv1d(signal, kernel, stride=1, pad=0):
    n, f = len(signal), len(kernel)
    out = np.zeros(conv_output_size(n, f, stride, pad))
    for i in range(len(out)):
        for k in range(f):
            position = i * stride + k - pad
            if 0 <= position < n:
                out[i] += signal[position] * kernel[f - 1 - k]
    return out


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    f = len(kernel)
    n_out = conv_output_size(n, f, stride, pad)
    T = np.zeros((n_out, n))
    for i in range(n_out):
        for j in range(n):
            k = j + pad - i * stride
            if 0 <= k < f:
                T[i, j] = kernel[f - 1 - k]
    return T


def dense_parameters(n_in, n_out):
    return sum(1 for _ in range(n_out) for _ in range(n_in))


def local_parameters(filter_size, n_out):
    count = 0
    for _ in range(n_out):
        count += filter_size
    return count


def shared_parameters(filter_size):
    return filter_size


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    H_out = conv_output_size(H, HH, stride, pad)
    W_out = conv_output_size(W, WW, stride, pad)
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, H_out, W_out))
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    total = b[f]
                    for c in range(C):
                        for p in range(HH):
                            for q in range(WW):
                                total += x_pad[n, c, i * stride + p, j * stride + q] * w[f, c, p, q]
                    out[n, f, i, j] = total
    return out, (x, w, b, stride, pad)


def conv2d_backward(dout, cache):
    x, w, b, stride, pad = cache
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(b.shape)
    for n in range(N):
        for f in range(F):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    g = dout[n, f, i, j]
                    db[f] += g
                    for p in range(HH):
                        for q in range(WW):
                            r, s = i * stride + p - pad, j * stride + q - pad
                            if r < 0 or s < 0 or r >= H or s >= W:
                                continue
                            for c in range(C):
                                dx[n, c, r, s] += g * w[f, c, p, q]
                                dw[f, c, p, q] += g * x[n, c, r, s]
    return dx, dw, db


def relu_forward(x):
    out = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        if x[index] > 0:
            out[index] = x[index]
    return out, x


def relu_backward(dout, cache):
    x = cache
    dx = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        if x[index] > 0:
            dx[index] = dout[index]
    return dx


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    H_out, W_out = conv_output_size(H, size, stride), conv_output_size(W, size, stride)
    out = np.zeros((N, C, H_out, W_out))
    for n in range(N):
        for c in range(C):
            for i in range(H_out):
                for j in range(W_out):
                    top, left = i * stride, j * stride
                    out[n, c, i, j] = np.max(x[n, c, top : top + size, left : left + size])
    return out, (x, size, stride)


def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(dout.shape):
        window = x[n, c, i * stride : i * stride + size, j * stride : j * stride + size]
        p, q = np.unravel_index(np.argmax(window), window.shape)
        dx[n, c, i * stride + p, j * stride + q] += dout[n, c, i, j]
    return dx


def fully_connected_forward(x, w, b):
    N, (D, M) = x.shape[0], w.shape
    out = np.zeros((N, M))
    for n in range(N):
        flat = x[n].ravel()
        for m in range(M):
            out[n, m] = b[m]
            for d in range(D):
                out[n, m] += flat[d] * w[d, m]
    return out, (x, w, b)


def fully_connected_backward(dout, cache):
    x, w, b = cache
    D, M = w.shape
    dx, dw, db = np.zeros((len(x), D)), np.zeros(w.shape), np.zeros(b.shape)
    for n in range(len(x)):
        flat = x[n].ravel()
        for m in range(M):
            db[m] += dout[n, m]
            for d in range(D):
                dx[n, d] += dout[n, m] * w[d, m]
                dw[d, m] += dout[n, m] * flat[d]
    return dx.reshape(x.shape), dw, db
