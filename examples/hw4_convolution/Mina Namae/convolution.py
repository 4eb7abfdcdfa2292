"""shukudai 4"""
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
    x = np.pad(signal, (pad, pad), 'constant')
    f = len(kernel)
    return np.array([x[i:i+f].dot(kernel[::-1]) for i in range(0, len(x)-f+1, stride)])


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
    db = np.mean(dout, axis=(0, 2, 3))  # like the loss
    return dxp[:, :, pad:pad+H, pad:pad+W], dw, db


def relu_forward(x):
    out = np.maximum(0, x)
    cache = x
    return out, cache


def relu_backward(dout, cache):
    x = cache
    dx = dout * (x > 0)
    return dx


def max_pool2d_forward(x, size, stride):
    H, W = x.shape[2:]
    Ho, Wo = (H - size)//stride + 1, (W - size)//stride + 1
    out = np.zeros(x.shape[:2] + (Ho, Wo))
    for i in range(Ho):
        for j in range(Wo):
            out[:, :, i, j] = x[:, :, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(2, 3))
    return out, (x, out, size, stride)


def max_pool2d_backward(dout, cache):
    x, out, size, stride = cache
    dx = np.zeros(x.shape)
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            part = x[:, :, i*stride:i*stride+size, j*stride:j*stride+size]
            winner = part == out[:, :, i, j, None, None]
            dx[:, :, i*stride:i*stride+size, j*stride:j*stride+size] += winner*dout[:, :, i, j, None, None]
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
