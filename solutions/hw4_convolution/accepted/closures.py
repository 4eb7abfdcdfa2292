"""The forward pass returns, as its cache, the function that is the backward pass.

Numbers are NumPy scalars, several results are a list, and images live channels-last inside.
"""

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    size = np.true_divide(n + 2 * pad - f, stride) + 1
    if size < 1 or size != np.floor(size):
        raise ValueError(f"no whole number of steps: {size}")
    return size  # a np.float64


def conv1d(signal, kernel, stride=1, pad=0):
    n_out = int(conv_output_size(len(signal), len(kernel), stride, pad))
    padded = np.r_[np.zeros(pad), signal, np.zeros(pad)]
    starts = range(0, n_out * stride, stride)
    return np.array([np.vdot(padded[s : s + len(kernel)], np.flipud(kernel)) for s in starts])


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    n_out = int(conv_output_size(n, len(kernel), stride, pad))
    # A row of the identity matrix for each place: the matrix is a signal of unit vectors.
    padded_identity = np.vstack([np.zeros((pad, n)), np.eye(n), np.zeros((pad, n))])
    flipped = np.flipud(kernel)
    return np.array(
        [flipped @ padded_identity[i * stride : i * stride + len(kernel)] for i in range(n_out)]
    )


def dense_parameters(n_in, n_out):
    return np.prod([n_in, n_out])


def local_parameters(filter_size, n_out):
    return np.multiply(filter_size, n_out)


def shared_parameters(filter_size):
    return np.int32(filter_size)


def conv2d_forward(x, w, b, stride=1, pad=0):
    images = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)]).transpose(0, 2, 3, 1)
    filters = w.transpose(2, 3, 1, 0)
    height, width, _, n_filters = filters.shape
    matrix = filters.reshape(-1, n_filters)
    rows = int(conv_output_size(x.shape[2], height, stride, pad))
    columns = int(conv_output_size(x.shape[3], width, stride, pad))

    def corner(i, j):
        return np.s_[:, i * stride : i * stride + height, j * stride : j * stride + width]

    out = np.zeros((len(x), rows, columns, n_filters))
    for i in range(rows):
        for j in range(columns):
            out[:, i, j] = images[corner(i, j)].reshape(len(x), -1) @ matrix + b

    def backward(dout):
        dimages, dmatrix = np.zeros(images.shape), np.zeros(matrix.shape)
        for i in range(rows):
            for j in range(columns):
                g = dout[:, :, i, j]
                patch = images[corner(i, j)]
                dmatrix += patch.reshape(len(x), -1).T @ g
                dimages[corner(i, j)] += (g @ matrix.T).reshape(patch.shape)
        unpadded = dimages[:, pad : pad + x.shape[2], pad : pad + x.shape[3]]
        dw = dmatrix.reshape(filters.shape).transpose(3, 2, 0, 1)
        return [unpadded.transpose(0, 3, 1, 2), dw, dout.sum(axis=(0, 2, 3))]

    return [out.transpose(0, 3, 1, 2), backward]


def conv2d_backward(dout, cache):
    return cache(dout)


def relu_forward(x):
    return [np.fmax(x, 0), lambda dout: np.where(x < 0, 0, dout)]


def relu_backward(dout, cache):
    return cache(dout)


def max_pool2d_forward(x, size, stride):
    rows = int(conv_output_size(x.shape[2], size, stride))
    columns = int(conv_output_size(x.shape[3], size, stride))
    out = np.full((*x.shape[:2], rows, columns), -np.inf)
    where = np.zeros((*out.shape, 2), dtype=int)
    for n, c, i, j in np.ndindex(out.shape):
        for p in range(i * stride, i * stride + size):
            for q in range(j * stride, j * stride + size):
                if x[n, c, p, q] >= out[n, c, i, j]:  # so the last of equals wins
                    out[n, c, i, j] = x[n, c, p, q]
                    where[n, c, i, j] = p, q

    def backward(dout):
        dx = np.zeros(x.shape)
        for n, c, i, j in np.ndindex(out.shape):
            p, q = where[n, c, i, j]
            dx[n, c, p, q] += dout[n, c, i, j]
        return dx

    return [out, backward]


def max_pool2d_backward(dout, cache):
    return cache(dout)


def fully_connected_forward(x, w, b):
    flat = x.reshape(x.shape[0], -1)

    def backward(dout):
        return [dout.dot(w.T).reshape(x.shape), flat.T.dot(dout), dout.sum(axis=0)]

    return [flat.dot(w) + b, backward]


def fully_connected_backward(dout, cache):
    return cache(dout)
