"""
HW 4

Status: everything done but the two hard backward functions (deleted for now).
"""
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
    # np.correlate does not flip, so flip here
    padded = np.pad(signal, pad)
    return np.correlate(padded, kernel[::-1], mode="valid")[::stride]


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
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size


def im2col(xp, HH, WW, Ho, Wo, stride):
    """One row per output position, one column per weight."""
    rows = []
    for image in xp:
        for i in range(Ho):
            for j in range(Wo):
                rows.append(image[:, i * stride : i * stride + HH, j * stride : j * stride + WW].ravel())
    return np.array(rows)


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    Ho = conv_output_size(H, HH, stride, pad)
    Wo = conv_output_size(W, WW, stride, pad)
    xp = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    xp[:, :, pad : pad + H, pad : pad + W] = x
    cols = im2col(xp, HH, WW, Ho, Wo, stride)
    out = np.dot(cols, w.reshape(F, -1).T) + b
    out = out.reshape(N, Ho, Wo, F).transpose(0, 3, 1, 2)
    return out, {"cols": cols, "w": w, "x_shape": x.shape, "stride": stride, "pad": pad}


def relu_forward(x):
    return np.where(x > 0, x, 0), x.copy()


def relu_backward(dout, cache):
    return np.where(cache > 0, dout, 0)


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


def fully_connected_forward(x, w, b):
    rows = x.reshape(len(x), w.shape[0])
    return rows @ w + b, (x.shape, rows, w)


def fully_connected_backward(dout, cache):
    shape, rows, w = cache
    return (dout @ w.T).reshape(shape), rows.T @ dout, dout.sum(axis=0)
