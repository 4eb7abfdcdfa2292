"""Homework 4 -- Tess Namesake"""

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    """How many positions the filter has."""
    n_padded = n + 2*pad
    if f > n_padded:
        raise ValueError("filter does not fit into the input")
    if (n_padded - f) % stride:
        raise ValueError("stride does not fit")
    return (n_padded - f)//stride + 1


def conv1d(signal, kernel, stride=1, pad=0):
    padded = np.concatenate([np.zeros(pad), signal, np.zeros(pad)])
    flipped = np.flip(kernel)
    size = conv_output_size(len(signal), len(kernel), stride, pad)
    result = np.zeros(size)
    for i in range(size):
        result[i] = np.sum(padded[i * stride : i * stride + len(kernel)] * flipped)
    return result


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
    N, _, H, W = x.shape
    F, _, HH, WW = w.shape
    Ho, Wo = conv_output_size(H, HH, stride, pad), conv_output_size(W, WW, stride, pad)
    xp = np.pad(x, ((0,0), (0,0), (pad,pad), (pad,pad)), 'constant')
    out = np.zeros((N, F, Ho, Wo))
    for i in range(Ho):
        for j in range(Wo):
            out[:, :, i, j] = np.einsum('nchw,fchw->nf', xp[:, :, i*stride:i*stride+HH, j*stride:j*stride+WW], w)
    out += b[None, :, None, None]
    return out, (x.shape, xp, w, stride, pad)


def conv2d_backward(dout, cache):
    shape, xp, w, stride, pad = cache
    _, _, H, W = shape
    HH, WW = w.shape[2:]
    dxp = np.zeros(xp.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            g = dout[:, :, i, j]
            dxp[:, :, i*stride:i*stride+HH, j*stride:j*stride+WW] += np.einsum('nf,fchw->nchw', g, w)
            dw += np.einsum('nf,nchw->fchw', g, xp[:, :, i*stride:i*stride+HH, j*stride:j*stride+WW])
    db = np.sum(dout, axis=(0, 2, 3))
    return dxp[:, :, pad:pad+H, pad:pad+W], dw, db


def relu_forward(x):
    positive = (x > 0).astype(float)
    return x*positive, positive


def relu_backward(dout, cache):
    return dout*cache


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    Ho = (H - size) // stride + 1
    Wo = (W - size) // stride + 1
    out = np.zeros((N, C, Ho, Wo))
    for i in range(Ho):
        for j in range(Wo):
            # the i-th window starts at i times its size
            out[:, :, i, j] = x[:, :, i * size : (i + 1) * size, j * size : (j + 1) * size].max(axis=(2, 3), initial=0)
    return out, (x, size, stride)


def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            window = x[:, :, i * size : (i + 1) * size, j * size : (j + 1) * size]
            if window.size:
                mask = window == window.max(axis=(2, 3), keepdims=True)
                dx[:, :, i * size : (i + 1) * size, j * size : (j + 1) * size] += mask * dout[:, :, i, j][:, :, None, None]
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
