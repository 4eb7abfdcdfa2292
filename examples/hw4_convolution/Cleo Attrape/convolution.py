"""Devoir 4, Cleo Attrape. I like while loops."""
import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    # formula from the lecture
    q, r = divmod(n - f + pad + pad, stride)
    if r == 0 and q >= 0:
        return q + 1
    raise ValueError(f"n={n}, f={f}, stride={stride}, pad={pad} gives no whole output size")


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
    return np.where(x > 0, x, 0), x.copy()


def relu_backward(dout, cache):
    return np.where(cache > 0, dout, 0)


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    out = np.zeros((N, C, conv_output_size(H, size, stride), conv_output_size(W, size, stride)))
    i = 0
    while i < out.shape[2]:
        j = 0
        while j < out.shape[3]:
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top:top + size, left:left + size].max(axis=(2, 3))
            j += 1
    i += 1
    return out, (x, size, stride)


def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape)
    i = 0
    while i < dout.shape[2]:
        j = 0
        while j < dout.shape[3]:
            part = x[:, :, i * stride:i * stride + size, j * stride:j * stride + size]
            winner = part == part.max(axis=(2, 3), keepdims=True)
            dx[:, :, i * stride:i * stride + size, j * stride:j * stride + size] += winner * dout[:, :, i:i + 1, j:j + 1]
            j += 1
        i += 1
    return dx


def fully_connected_forward(x, w, b):
    flat = np.array([image.flatten() for image in x])
    return flat.dot(w) + b, {"x": x, "w": w, "flat": flat}


def fully_connected_backward(dout, cache):
    x, w, flat = cache["x"], cache["w"], cache["flat"]
    dx = np.zeros(flat.shape)
    for n in range(len(x)):
        dx[n] = w.dot(dout[n])
    dw = sum(np.outer(flat[n], dout[n]) for n in range(len(x)))
    db = sum(dout)
    return dx.reshape(x.shape), dw, db
