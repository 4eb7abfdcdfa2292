# ise amurele 4 / Olu Apeere
# in-place wherever possible to save memory
import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    result = (n + 2 * pad - f) / stride + 1
    if result < 1 or not result.is_integer():
        raise ValueError("output size %s is not a positive integer" % result)
    return int(result)


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
    x[x < 0] = 0
    return x, x > 0


def relu_backward(dout, cache):
    dout[~cache] = 0
    return dout


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
    rows = x.reshape(len(x), w.shape[0])
    return rows @ w + b, (x.shape, rows, w)


def fully_connected_backward(dout, cache):
    shape, rows, w = cache
    return (dout @ w.T).reshape(shape), rows.T @ dout, dout.sum(axis=0)
