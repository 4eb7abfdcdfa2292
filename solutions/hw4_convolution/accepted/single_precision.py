"""float32 throughout, as on a GPU; a convolution is a product with one large Toeplitz matrix."""

import numpy as np

FLOAT = np.float32


def conv_output_size(n, f, stride=1, pad=0):
    room = n - f + pad + pad
    if room % stride or room < 0:
        raise ValueError(f"stride {stride} does not divide {n} + 2 * {pad} - {f}")
    return 1 + room // stride


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    n_out = conv_output_size(n, len(kernel), stride, pad)
    backwards = list(kernel)[::-1]
    rows = []
    for i in range(n_out):
        before = i * stride
        after = n + 2 * pad - before - len(backwards)
        rows.append([0.0] * before + backwards + [0.0] * after)
    return np.array(rows, dtype=FLOAT)[:, pad : pad + n]


def conv1d(signal, kernel, stride=1, pad=0):
    return toeplitz_matrix(kernel, len(signal), stride, pad) @ signal.astype(FLOAT)


def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return n_out * filter_size


def shared_parameters(filter_size):
    return 1 * filter_size


def _pixel_of_tap(n, f, stride, pad):
    """Shape (n_out, f, n): 1 where output i meets input k at the filter's tap."""
    n_out = conv_output_size(n, f, stride, pad)
    i, tap, k = np.ogrid[:n_out, :f, :n]
    return (i * stride + tap - pad == k).astype(FLOAT)


def conv2d_forward(x, w, b, stride=1, pad=0):
    x, w, b = x.astype(FLOAT), w.astype(FLOAT), b.astype(FLOAT)
    rows = _pixel_of_tap(x.shape[2], w.shape[2], stride, pad)
    columns = _pixel_of_tap(x.shape[3], w.shape[3], stride, pad)
    matrix = np.einsum("ipr,jqs,fcpq->fijcrs", rows, columns, w, optimize=True)
    out = np.tensordot(x, matrix, axes=((1, 2, 3), (3, 4, 5))) + b[:, None, None]
    return out, (x, rows, columns, matrix)


def conv2d_backward(dout, cache):
    x, rows, columns, matrix = cache
    dout = dout.astype(FLOAT)
    dx = np.tensordot(dout, matrix, axes=((1, 2, 3), (0, 1, 2)))
    dmatrix = np.tensordot(dout, x, axes=(0, 0))
    dw = np.einsum("fijcrs,ipr,jqs->fcpq", dmatrix, rows, columns, optimize=True)
    return dx, dw, dout.sum((0, 2, 3))


def relu_forward(x):
    x = x.astype(FLOAT)
    return np.where(x > 0, x, FLOAT(0)), x > 0


def relu_backward(dout, cache):
    return np.where(cache, dout.astype(FLOAT), FLOAT(0))


def max_pool2d_forward(x, size, stride):
    x = x.astype(FLOAT)
    N, C, H, W = x.shape
    H_out, W_out = conv_output_size(H, size, stride), conv_output_size(W, size, stride)
    out = np.empty((N, C, H_out, W_out), FLOAT)
    for i in range(H_out):
        for j in range(W_out):
            patch = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
            out[:, :, i, j] = np.amax(patch, axis=(2, 3))
    return out, (x, out, size, stride)


def max_pool2d_backward(dout, cache):
    x, out, size, stride = cache
    dout = dout.astype(FLOAT)
    dx = np.zeros_like(x)
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            window = np.s_[:, :, i * stride : i * stride + size, j * stride : j * stride + size]
            mask = x[window] == out[:, :, i : i + 1, j : j + 1]
            share = mask / mask.sum(axis=(2, 3), keepdims=True, dtype=FLOAT)
            dx[window] += share * dout[:, :, i : i + 1, j : j + 1]
    return dx


def fully_connected_forward(x, w, b):
    cache = x.astype(FLOAT), w.astype(FLOAT)
    return cache[0].reshape(len(x), -1) @ cache[1] + b.astype(FLOAT), cache


def fully_connected_backward(dout, cache):
    x, w = cache
    dout = dout.astype(FLOAT)
    return (dout @ w.T).reshape(x.shape), x.reshape(len(x), -1).T @ dout, dout.sum(axis=0)
