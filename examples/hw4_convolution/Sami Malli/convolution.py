# kotitehtävä 4, Sami Malli

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    result = (n + 2 * pad - f) / stride + 1
    if result < 1 or not result.is_integer():
        raise ValueError("output size %s is not a positive integer" % result)
    return int(result)


def conv1d(signal, kernel, stride=1, pad=0):
    x = np.pad(signal, (pad, pad), 'constant')
    f = len(kernel)
    return np.array([x[i:i+f].dot(kernel[::-1]) for i in range(0, len(x)-f+1, stride)])


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    m = conv_output_size(n, len(kernel), stride, pad)
    T = np.zeros((m, n))
    for j in range(n):
        unit = np.zeros(n)
        unit[j] = 1
        T[:, j] = conv1d(unit, kernel, stride, pad)
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
    Ho = conv_output_size(H, HH, stride, pad)
    Wo = conv_output_size(W, WW, stride, pad)
    xp = np.pad(x, [(0, 0)]*2 + [(pad, pad)]*2)
    out = np.zeros((N, F, Ho, Wo)) + b.reshape(1, -1, 1, 1)
    # a convolution flips the filter, as in problem 2
    for k in range(HH):
        for l in range(WW):
            part = xp[:, :, k:k+(Ho-1)*stride+1:stride, l:l+(Wo-1)*stride+1:stride]
            out += np.einsum('ncij,fc->nfij', part, w[:, :, HH-1-k, WW-1-l])
    return out, (xp, w, stride, pad)


def conv2d_backward(dout, cache):
    xp, w, stride, pad = cache
    F, C, HH, WW = w.shape
    Ho, Wo = dout.shape[2:]
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    for k in range(HH):
        for l in range(WW):
            where = np.s_[:, :, k:k+(Ho-1)*stride+1:stride, l:l+(Wo-1)*stride+1:stride]
            dxp[where] += np.einsum('nfij,fc->ncij', dout, w[:, :, HH-1-k, WW-1-l])
            dw[:, :, HH-1-k, WW-1-l] = np.einsum('nfij,ncij->fc', dout, xp[where])
    if pad > 0:
        dxp = dxp[:, :, pad:-pad, pad:-pad]
    return dxp, dw, dout.sum((0, 2, 3))


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
