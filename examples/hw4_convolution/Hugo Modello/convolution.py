# Esercizio 4, Hugo Modello

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    # formula from the lecture
    q, r = divmod(n - f + pad + pad, stride)
    if r == 0 and q >= 0:
        return q + 1
    raise ValueError(f"n={n}, f={f}, stride={stride}, pad={pad} gives no whole output size")


def conv1d(signal, kernel, stride=1, pad=0):
    x = np.pad(signal, (pad, pad), 'constant')
    f = len(kernel)
    return np.array([x[i:i+f].dot(kernel[::-1]) for i in range(0, len(x)-f+1, stride)])


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
                    rows = slice(i * stride, i * stride + HH)
                    cols = slice(j * stride, j * stride + WW)
                    dw[f] += dout[n, f, i, j] * x_padded[n, :, rows, cols]
                    dx_padded[n, :, rows, cols] += dout[n, f, i, j] * w[f]
    # remove the padding again
    dx = dx_padded[:, :, pad:-pad, pad:-pad]
    return dx, dw, db


def relu_forward(x):
    out = np.maximum(0, x)
    cache = x
    return out, cache


def relu_backward(dout, cache):
    x = cache
    dx = dout * (x > 0)
    return dx


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
    rows = x.reshape(len(x), w.shape[0])
    return rows @ w + b, (x.shape, rows, w)


def fully_connected_backward(dout, cache):
    shape, rows, w = cache
    return (dout @ w.T).reshape(shape), rows.T @ dout, dout.sum(axis=0)
