"""Assignment 4 (Emeka Mfano)

I am new to numpy, so I compute with lists of plain floats, and make arrays at the very end.
"""
from itertools import product

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    count = 0
    start = 0
    while start + f <= n + 2 * pad:
        count += 1
        last = start + f
        start += stride
    if count == 0:
        raise ValueError("The filter is larger than the input, even with the padding.")
    if last != n + 2 * pad:
        raise ValueError("Some inputs at the end are never seen; the stride does not fit.")
    return count


def conv1d(signal, kernel, stride=1, pad=0):
    s = [0.0] * pad + [float(v) for v in signal] + [0.0] * pad
    k = [float(v) for v in reversed(list(kernel))]
    out = []
    for start in range(0, len(s) - len(k) + 1, stride):
        out.append(sum(a * b for a, b in zip(s[start:], k)))
    return np.array(out)


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    k = list(reversed(list(kernel)))
    rows = []
    for start in range(0, n + 2 * pad - len(k) + 1, stride):
        row = [0.0] * start + k + [0.0] * (n + 2 * pad - start - len(k))
        rows.append(row[pad:pad + n])
    return np.array(rows, dtype=float)


def dense_parameters(n_in, n_out):
    return sum(1 for _ in product(range(n_in), range(n_out)))


def local_parameters(filter_size, n_out):
    return dense_parameters(filter_size, n_out)


def shared_parameters(filter_size):
    return dense_parameters(filter_size, 1)


def pixel(image, i, j):
    """The pixel, or zero outside of the image."""
    if 0 <= i < len(image) and 0 <= j < len(image[0]):
        return image[i][j]
    return 0.0


def conv2d_forward(x, w, b, stride=1, pad=0):
    images, filters, bias = x.tolist(), w.tolist(), b.tolist()
    HH, WW = w.shape[2], w.shape[3]
    height = conv_output_size(x.shape[2], HH, stride, pad)
    width = conv_output_size(x.shape[3], WW, stride, pad)
    out = []
    for image in images:
        maps = []
        for filt, b0 in zip(filters, bias):
            rows = []
            for i in range(height):
                row = []
                for j in range(width):
                    v = b0
                    for channel, plane in zip(image, filt):
                        for k, l in product(range(HH), range(WW)):
                            v += plane[k][l] * pixel(channel, i * stride + k - pad, j * stride + l - pad)
                    row.append(v)
                rows.append(row)
            maps.append(rows)
        out.append(maps)
    return np.array(out, dtype=float), (images, filters, stride, pad)


def zeros(*shape):
    if len(shape) == 1:
        return [0.0] * shape[0]
    return [zeros(*shape[1:]) for _ in range(shape[0])]


def conv2d_backward(dout, cache):
    images, filters, stride, pad = cache
    N, C, H, W = len(images), len(images[0]), len(images[0][0]), len(images[0][0][0])
    F, HH, WW = len(filters), len(filters[0][0]), len(filters[0][0][0])
    dx, dw, db = zeros(N, C, H, W), zeros(F, C, HH, WW), zeros(F)
    grad = dout.tolist()
    for n, f in product(range(N), range(F)):
        for i, row in enumerate(grad[n][f]):
            for j, g in enumerate(row):
                db[f] += g
                for c, k, l in product(range(C), range(HH), range(WW)):
                    r, s = i * stride + k - pad, j * stride + l - pad
                    if 0 <= r < H and 0 <= s < W:
                        dw[f][c][k][l] += g * images[n][c][r][s]
                        dx[n][c][r][s] += g * filters[f][c][k][l]
    return np.array(dx), np.array(dw), np.array(db)


def relu_forward(x):
    out = [v if v > 0 else 0.0 for v in x.ravel().tolist()]
    return np.array(out).reshape(x.shape), x


def relu_backward(dout, cache):
    pairs = zip(dout.ravel().tolist(), cache.ravel().tolist())
    return np.array([g if v > 0 else 0.0 for g, v in pairs]).reshape(dout.shape)


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    height, width = conv_output_size(H, size, stride), conv_output_size(W, size, stride)
    out, winners = zeros(N, C, height, width), {}
    for n, c, i, j in product(range(N), range(C), range(height), range(width)):
        candidates = [
            (float(x[n, c, r, s]), (n, c, r, s))
            for r in range(i * stride, i * stride + size)
            for s in range(j * stride, j * stride + size)
        ]
        out[n][c][i][j], winners[n, c, i, j] = max(candidates)
    return np.array(out), (winners, x.shape)


def max_pool2d_backward(dout, cache):
    winners, shape = cache
    dx = np.zeros(shape)
    for place, winner in winners.items():
        dx[winner] += dout[place]
    return dx


def fully_connected_forward(x, w, b):
    rows = [row.ravel().tolist() for row in x]
    out = [
        [sum(a * c for a, c in zip(row, column)) + b0 for column, b0 in zip(w.T.tolist(), b.tolist())]
        for row in rows
    ]
    return np.array(out), (rows, w, x.shape)


def fully_connected_backward(dout, cache):
    rows, w, shape = cache
    dx = [[sum(g * c for g, c in zip(d, weights)) for weights in w.tolist()] for d in dout.tolist()]
    dw = [
        [sum(row[d] * float(g[m]) for row, g in zip(rows, dout)) for m in range(w.shape[1])]
        for d in range(w.shape[0])
    ]
    db = [sum(column) for column in dout.T.tolist()]
    return np.array(dx).reshape(shape), np.array(dw), np.array(db)
