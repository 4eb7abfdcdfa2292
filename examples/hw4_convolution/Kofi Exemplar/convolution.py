"""HW4 Kofi Exemplar
Note to self: padding keeps the image size if the filter is 3x3
"""
import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    # formula from the lecture
    q, r = divmod(n - f + pad + pad, stride)
    if r == 0 and q >= 0:
        return q + 1
    raise ValueError(f"n={n}, f={f}, stride={stride}, pad={pad} gives no whole output size")


def conv1d(signal, kernel, stride=1, pad=0):
    padded = np.concatenate([np.zeros(pad), signal, np.zeros(pad)])
    flipped = np.flip(kernel)
    size = conv_output_size(len(signal), len(kernel), stride, pad)
    result = np.zeros(size)
    for i in range(size):
        result[i] = np.sum(padded[i * stride : i * stride + len(kernel)] * flipped)
    return result


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    m = conv_output_size(n, len(kernel), stride, pad)
    T = np.zeros((m, n))
    for j in range(n):
        unit = np.zeros(n)
        unit[j] = 1
        T[:, j] = conv1d(unit, kernel, stride, pad)
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
    xp = np.pad(x, ((0,0), (0,0), (1,1), (1,1)), 'constant')
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
    return dxp[:, :, 1:1+H, 1:1+W], dw, db


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


def max_pool2d_backward(dout, cache):
    shape, winner, size, stride = cache
    dx = np.zeros(shape)
    for (n, c, i, j), k in np.ndenumerate(winner):
        dx[n, c, i * stride + k // size, j * stride + k % size] += dout[n, c, i, j]
    return dx


def fully_connected_forward(x, w, b):
    rows = x.reshape(len(x), w.shape[0])
    return rows @ w + b, (x.shape, rows, w)


def fully_connected_backward(dout, cache):
    shape, rows, w = cache
    return (dout @ w.T).reshape(shape), rows.T @ dout, dout.sum(axis=0)
