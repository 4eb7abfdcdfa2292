"""Convolution as a product of Fourier transforms; no loop over pixels or taps."""

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    n_out = 1 + (n + 2 * pad - f) // stride
    if n + 2 * pad < f or (n_out - 1) * stride + f != n + 2 * pad:
        raise ValueError("These sizes leave a fraction of a step; change the stride or padding.")
    return n_out


def conv1d(signal, kernel, stride=1, pad=0):
    conv_output_size(len(signal), len(kernel), stride, pad)
    padded = np.pad(signal, pad)
    length = len(padded) + len(kernel) - 1
    full = np.fft.irfft(np.fft.rfft(padded, length) * np.fft.rfft(kernel, length), length)
    return full[len(kernel) - 1 : len(padded) : stride]


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    f = len(kernel)
    n_out = conv_output_size(n, f, stride, pad)
    # Entry (i, j) depends on i * stride - j alone: that is what makes it a Toeplitz matrix.
    lag = stride * np.arange(n_out)[:, None] - np.arange(n)[None, :] + f - 1 - pad
    return np.where((lag >= 0) & (lag < f), np.take(kernel, lag, mode="clip"), 0.0)


def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size


def _transform(a, size):
    return np.fft.rfft2(a, s=size, axes=(-2, -1))


def _inverse(a, size):
    return np.fft.irfft2(a, s=size, axes=(-2, -1))


def conv2d_forward(x, w, b, stride=1, pad=0):
    conv_output_size(x.shape[2], w.shape[2], stride, pad)
    conv_output_size(x.shape[3], w.shape[3], stride, pad)
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    size = padded.shape[2:]
    X, K = _transform(padded, size), _transform(w, size)
    # A conjugate in frequency is a flip in space: correlation, not convolution.
    everywhere = _inverse(np.einsum("nchw,fchw->nfhw", X, K.conj()), size)
    H_valid, W_valid = size[0] - w.shape[2] + 1, size[1] - w.shape[3] + 1
    out = everywhere[:, :, :H_valid:stride, :W_valid:stride] + b.reshape(1, -1, 1, 1)
    return out, {"X": X, "K": K, "size": size, "filter": w.shape[2:], "step": stride, "pad": pad}


def conv2d_backward(dout, cache):
    X, K, size, step, pad = (cache[key] for key in ("X", "K", "size", "step", "pad"))
    HH, WW = cache["filter"]
    dilated = np.zeros((*dout.shape[:2], size[0] - HH + 1, size[1] - WW + 1))
    dilated[:, :, ::step, ::step] = dout
    D = _transform(dilated, size)
    dw = _inverse(np.einsum("nchw,nfhw->fchw", X, D.conj()), size)[:, :, :HH, :WW]
    dpadded = _inverse(np.einsum("nfhw,fchw->nchw", D, K), size)
    dx = dpadded[:, :, pad : size[0] - pad, pad : size[1] - pad]
    return dx, dw, dout.sum(axis=3).sum(axis=2).sum(axis=0)


def relu_forward(x):
    return (x + np.abs(x)) / 2, x


def relu_backward(dout, cache):
    return dout * np.heaviside(cache, 0.0)


def max_pool2d_forward(x, size, stride):
    H, W = x.shape[2:]
    rows = stride * np.arange(conv_output_size(H, size, stride))
    columns = stride * np.arange(conv_output_size(W, size, stride))
    # The maximum of a square is the maximum over rows of the maxima over columns.
    by_columns = np.max([x[..., columns + k] for k in range(size)], axis=0)
    out = np.max([by_columns[:, :, rows + k] for k in range(size)], axis=0)
    return out, (x, rows, columns, size)


def max_pool2d_backward(dout, cache):
    x, rows, columns, size = cache
    dx = np.zeros(x.size)
    place = np.arange(x.size).reshape(x.shape)
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            window = (..., slice(row, row + size), slice(column, column + size))
            values = x[window].reshape(-1, size * size)
            places = place[window].reshape(-1, size * size)
            winners = places[np.arange(len(values)), values.argmax(axis=1)]
            dx += np.bincount(winners, weights=dout[:, :, i, j].ravel(), minlength=x.size)
    return dx.reshape(x.shape)


def fully_connected_forward(x, w, b):
    return np.tensordot(x.reshape(len(x), -1), w, axes=1) + b, {"x": x, "w": w}


def fully_connected_backward(dout, cache):
    x, w = cache["x"], cache["w"]
    dx = np.tensordot(dout, w, axes=(1, 1)).reshape(x.shape)
    dw = np.tensordot(x.reshape(len(x), -1), dout, axes=(0, 0))
    return dx, dw, np.ones(len(dout)) @ dout
