"""Trabalho de casa 4"""
import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    # integer division, because a size is an integer
    return (n + 2 * pad - f) // stride + 1


def conv1d(signal, kernel, stride=1, pad=0):
    n, f = signal.shape[0], kernel.shape[0]
    m = conv_output_size(n, f, stride, pad)
    y = np.zeros(m)
    for i in range(m):
        for j in range(f):
            position = i*stride - pad + f - 1 - j
            if 0 <= position < n:
                y[i] += kernel[j]*signal[position]
    return y


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    f = len(kernel)
    m = conv_output_size(n, f, stride, pad)
    matrix = np.zeros((m, n + 2 * pad))
    for i in range(m):
        matrix[i, i * stride : i * stride + f] = np.flip(kernel)
    return matrix[:, pad : n + pad]


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


def conv2d_backward(dout, cache):
    w, stride, pad = cache["w"], cache["stride"], cache["pad"]
    N, C, H, W = cache["x_shape"]
    F, _, HH, WW = w.shape
    _, _, Ho, Wo = dout.shape
    d = dout.transpose(0, 2, 3, 1).reshape(-1, F)
    db = d.sum(axis=0)
    dw = np.dot(d.T, cache["cols"]).reshape(w.shape)
    dcols = np.dot(d, w.reshape(F, -1)).reshape(N, Ho, Wo, C, HH, WW)
    dxp = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    # col2im: add every patch back to where it came from
    for i in range(Ho):
        for j in range(Wo):
            dxp[:, :, i * stride : i * stride + HH, j * stride : j * stride + WW] += dcols[:, i, j]
    return dxp[:, :, pad : pad + H, pad : pad + W], dw, db


def relu_forward(x):
    positive = (x > 0).astype(float)
    return x*positive, positive


def relu_backward(dout, cache):
    return dout*cache


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
