# Dmitri Obrazets, homework 4
# Uses np.convolve row by row. Backward of a convolution is again a convolution ("full", with the
# dilated upstream gradient), see the lecture's remark on transposed convolution.
import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    if (n + 2 * pad - f) % stride or n + 2 * pad < f:
        raise ValueError("the output size would not be a whole number of at least 1")
    return (n + 2 * pad - f) // stride + 1


def conv1d(signal, kernel, stride=1, pad=0):
    signal = np.r_[np.zeros(pad), signal, np.zeros(pad)]
    # np.convolve swaps its arguments when the second one is longer; sizes that fit never do that
    return np.convolve(signal, kernel, mode="valid")[::stride]


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    T = [conv1d(np.eye(n)[k], kernel, stride, pad) for k in range(n)]
    return np.array(T).T


def dense_parameters(n_in, n_out):
    return n_out * n_in


def local_parameters(filter_size, n_out):
    return n_out * filter_size


def shared_parameters(filter_size):
    return filter_size


def correlate2d(image, kernel):
    """Valid cross-correlation of one channel with one filter, stride 1."""
    h = image.shape[0] - kernel.shape[0] + 1
    return np.array([
        sum(np.convolve(image[i + k], kernel[k, ::-1], "valid") for k in range(len(kernel)))
        for i in range(h)
    ])


def dilate(image, stride):
    """stride - 1 zeros between neighbours."""
    h, w = image.shape
    out = np.zeros(((h - 1) * stride + 1, (w - 1) * stride + 1))
    out[::stride, ::stride] = image
    return out


def conv2d_forward(x, w, b, stride=1, pad=0):
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.array([
        [sum(map(correlate2d, image, filters))[::stride, ::stride] + bias
         for filters, bias in zip(w, b)]
        for image in xp
    ])
    return out, (xp, w, stride, pad)


def conv2d_backward(dout, cache):
    xp, w, stride, pad = cache
    HH, WW = w.shape[2], w.shape[3]
    dxp = np.zeros(xp.shape)
    dw = np.zeros(w.shape)
    for n in range(dout.shape[0]):
        for f in range(dout.shape[1]):
            d = dilate(dout[n, f], stride)
            border = np.pad(d, ((HH - 1, HH - 1), (WW - 1, WW - 1)))
            for c in range(xp.shape[1]):
                dw[f, c] += correlate2d(xp[n, c], d)
                dxp[n, c] += correlate2d(border, w[f, c, ::-1, ::-1])
    bottom, right = dxp.shape[2] - pad, dxp.shape[3] - pad
    return dxp[:, :, pad:bottom, pad:right], dw, dout.sum(axis=(0, 2, 3))


def relu_forward(x):
    return x.clip(min=0), x


def relu_backward(dout, cache):
    return dout * np.heaviside(cache, 0)


def max_pool2d_forward(x, size, stride):
    # the maximum of a square is the maximum over columns of the maximum over rows
    rows = np.maximum.reduce([x[:, :, k:x.shape[2] - size + 1 + k] for k in range(size)])
    both = np.maximum.reduce([rows[..., k:x.shape[3] - size + 1 + k] for k in range(size)])
    out = both[:, :, ::stride, ::stride]
    return out, (x, out, size, stride)


def max_pool2d_backward(dout, cache):
    x, out, size, stride = cache
    dx = np.zeros(x.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            box = np.s_[:, :, i * stride:i * stride + size, j * stride:j * stride + size]
            winners = x[box] == out[:, :, i:i + 1, j:j + 1]
            dx[box] += winners * dout[:, :, i:i + 1, j:j + 1]
    return dx


def fully_connected_forward(x, w, b):
    flat = x.reshape(len(x), -1)
    return flat @ w + b, (flat, w, x.shape)


def fully_connected_backward(dout, cache):
    flat, w, shape = cache
    return np.reshape(dout @ w.T, shape), flat.T @ dout, dout.sum(axis=0)
