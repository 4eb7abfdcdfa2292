"""Zadaca 4: obicne liste su dovoljne (plain lists are enough)."""
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
    s = [0]*pad + list(signal) + [0]*pad
    k = list(kernel)[::-1]
    result = []
    for i in range(0, len(s) - len(k) + 1, stride):
        result.append(sum([s[i + j]*k[j] for j in range(len(k))]))
    return result


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    rows = []
    for i in range(conv_output_size(n, len(kernel), stride, pad)):
        row = [0]*(n + 2*pad)
        row[i*stride:i*stride + len(kernel)] = list(kernel)[::-1]
        rows.append(row[pad:pad + n])
    return rows


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
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    Ho = conv_output_size(H, HH, stride, pad)
    Wo = conv_output_size(W, WW, stride, pad)
    xp = np.pad(x, [(0, 0)]*2 + [(pad, pad)]*2)
    out = np.zeros((N, F, Ho, Wo)) + b.reshape(1, -1, 1, 1)
    # go through the filter instead of through the image: far fewer steps
    for k in range(HH):
        for l in range(WW):
            part = xp[:, :, k:k+(Ho-1)*stride+1:stride, l:l+(Wo-1)*stride+1:stride]
            out += np.einsum('ncij,fc->nfij', part, w[:, :, k, l])
    return out, (xp, w, stride, pad)


def conv2d_backward(dout, cache):
    xp, w, stride, pad = cache
    F, C, HH, WW = w.shape
    Ho, Wo = dout.shape[2:]
    dxp, dw = np.zeros(xp.shape), np.zeros(w.shape)
    for k in range(HH):
        for l in range(WW):
            where = np.s_[:, :, k:k+(Ho-1)*stride+1:stride, l:l+(Wo-1)*stride+1:stride]
            dxp[where] += np.einsum('nfij,fc->ncij', dout, w[:, :, k, l])
            dw[:, :, k, l] = np.einsum('nfij,ncij->fc', dout, xp[where])
    if pad > 0:
        dxp = dxp[:, :, pad:-pad, pad:-pad]
    return dxp, dw, dout.sum((0, 2, 3))


def relu_forward(x):
    return np.maximum(x, 0).tolist(), x


def relu_backward(dout, cache):
    return (dout*(cache > 0)).tolist()


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


def max_pool2d_backward(dout, cache):
    shape, winner, size, stride = cache
    dx = np.zeros(shape)
    for (n, c, i, j), k in np.ndenumerate(winner):
        dx[n, c, i * stride + k // size, j * stride + k % size] += dout[n, c, i, j]
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
