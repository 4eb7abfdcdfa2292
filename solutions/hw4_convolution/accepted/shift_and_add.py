"""A loop over the filter's taps alone: each tap adds a shifted, weighted copy of the image.

In max pooling every one of several tied winners receives the whole gradient.
"""

import itertools

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    last_start = n + pad - f
    starts = range(-pad, last_start + 1, stride)
    if len(starts) == 0:
        raise ValueError("the filter is larger than the padded input")
    if starts[-1] != last_start:
        raise ValueError("the last position of the filter leaves a part of the input uncovered")
    return len(starts)


def _taps(x, height, width, stride):
    """Yield (i, j, selection): the pixels that meet tap (i, j) are x[selection]."""
    H_out = conv_output_size(x.shape[2], height, stride)
    W_out = conv_output_size(x.shape[3], width, stride)
    for i, j in itertools.product(range(height), range(width)):
        rows = slice(i, i + (H_out - 1) * stride + 1, stride)
        columns = slice(j, j + (W_out - 1) * stride + 1, stride)
        yield i, j, (slice(None), slice(None), rows, columns)


def conv1d(signal, kernel, stride=1, pad=0):
    n_out = conv_output_size(len(signal), len(kernel), stride, pad)
    padded = np.concatenate([np.zeros(pad), signal, np.zeros(pad)])
    out = np.zeros(n_out)
    for shift, weight in enumerate(reversed(kernel)):
        out += weight * padded[shift : shift + (n_out - 1) * stride + 1 : stride]
    return out


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    n_out = conv_output_size(n, len(kernel), stride, pad)
    n_dense = (n_out - 1) * stride + 1
    T = np.zeros((n_dense, n))
    for shift, weight in enumerate(reversed(kernel)):
        T += weight * np.eye(n_dense, n, k=shift - pad)
    return T[::stride]


def dense_parameters(n_in, n_out):
    return n_out * n_in


def local_parameters(filter_size, n_out):
    return dense_parameters(filter_size, n_out)


def shared_parameters(filter_size):
    return local_parameters(filter_size, 1)


def conv2d_forward(x, w, b, stride=1, pad=0):
    x_pad = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    out = 0
    for i, j, met in _taps(x_pad, w.shape[2], w.shape[3], stride):
        # (N, C, H', W') times (F, C), summed over C
        out = out + np.tensordot(x_pad[met], w[:, :, i, j], axes=(1, 1))
    out = np.moveaxis(out + b, -1, 1)
    return out, [x_pad, w, stride, pad]


def conv2d_backward(dout, cache):
    x_pad, w, stride, pad = cache
    dx_pad, dw = np.zeros_like(x_pad), np.zeros_like(w)
    for i, j, met in _taps(x_pad, w.shape[2], w.shape[3], stride):
        dw[:, :, i, j] = np.tensordot(dout, x_pad[met], axes=((0, 2, 3), (0, 2, 3)))
        dx_pad[met] += np.moveaxis(np.tensordot(dout, w[:, :, i, j], axes=(1, 0)), -1, 1)
    if pad > 0:
        dx_pad = dx_pad[:, :, pad:-pad, pad:-pad]
    return dx_pad, dw, dout.sum(axis=(0, 2, 3))


def relu_forward(x):
    out = x.copy()
    out[out < 0] = 0
    return out, x.copy()


def relu_backward(dout, cache):
    dx = dout.copy()
    dx[cache <= 0] = 0
    return dx


def max_pool2d_forward(x, size, stride):
    shifted = [x[met] for _, _, met in _taps(x, size, size, stride)]
    out = shifted[0]
    for other in shifted[1:]:
        out = np.maximum(out, other)
    return out, [x, out, size, stride]


def max_pool2d_backward(dout, cache):
    x, out, size, stride = cache
    dx = np.zeros_like(x)
    for _, _, met in _taps(x, size, size, stride):
        dx[met] += np.where(x[met] == out, dout, 0)
    return dx


def fully_connected_forward(x, w, b):
    flat = x.reshape(len(x), -1)
    out = np.tile(b, (len(x), 1)).astype(float)
    for d in range(flat.shape[1]):
        out += np.outer(flat[:, d], w[d])
    return out, [x, w]


def fully_connected_backward(dout, cache):
    x, w = cache
    flat = x.reshape(len(x), -1)
    dw = np.zeros_like(w)
    for example, gradient in zip(flat, dout, strict=True):
        dw += np.outer(example, gradient)
    dx = np.stack([w @ gradient for gradient in dout]).reshape(x.shape)
    return dx, dw, dout.sum(0)
