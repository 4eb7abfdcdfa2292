"""Layers as classes, as in a framework; the cache is the layer object itself.

In max pooling every one of several tied winners receives the whole gradient.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class Axis:
    """The positions of a window along one axis."""

    def __init__(self, n, f, stride, pad):
        span = n + 2 * pad - f
        if span < 0:
            raise ValueError(f"A window of {f} is larger than the padded input of {n + 2 * pad}.")
        if span % stride != 0:
            raise ValueError(f"Steps of {stride} do not reach the end of the padded input.")
        self.positions = span // stride + 1


class Convolution:
    def __init__(self, w, b, stride, pad):
        self.w, self.b, self.stride, self.pad = w, b, stride, pad

    def forward(self, x):
        for axis in (2, 3):
            Axis(x.shape[axis], self.w.shape[axis], self.stride, self.pad)
        self.x_shape = x.shape
        p = self.pad
        padded = np.pad(x, ((0,), (0,), (p,), (p,)))
        windows = sliding_window_view(padded, self.w.shape[2:], axis=(2, 3))
        self.windows = windows[:, :, :: self.stride, :: self.stride]
        out = np.tensordot(self.windows, self.w, axes=((1, 4, 5), (1, 2, 3)))
        return (out + self.b).transpose(0, 3, 1, 2)

    def backward(self, dout):
        dw = np.tensordot(dout, self.windows, axes=((0, 2, 3), (0, 2, 3)))
        dwindows = np.tensordot(dout, self.w, axes=(1, 0))  # N, H', W', C, HH, WW
        N, C, H, W = self.x_shape
        HH, WW = self.w.shape[2:]
        p, s = self.pad, self.stride
        dx = np.zeros((N, C, H + 2 * p, W + 2 * p))
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                dx[:, :, i * s : i * s + HH, j * s : j * s + WW] += dwindows[:, i, j]
        return dx[:, :, p : p + H, p : p + W], dw, np.einsum("nfij->f", dout)


class ReLU:
    def forward(self, x):
        self.positive = x > 0
        return np.maximum(x, 0.0)

    def backward(self, dout):
        return np.multiply(dout, self.positive)


class MaxPooling:
    def __init__(self, size, stride):
        self.size, self.stride = size, stride

    def forward(self, x):
        Axis(x.shape[2], self.size, self.stride, 0)
        Axis(x.shape[3], self.size, self.stride, 0)
        self.x = x
        windows = sliding_window_view(x, (self.size, self.size), axis=(2, 3))
        self.out = np.max(windows[:, :, :: self.stride, :: self.stride], axis=(4, 5))
        return self.out

    def backward(self, dout):
        dx = np.zeros(self.x.shape)
        for n, c, i, j in np.ndindex(dout.shape):
            top, left = i * self.stride, j * self.stride
            window = np.s_[n, c, top : top + self.size, left : left + self.size]
            dx[window] += (self.x[window] == self.out[n, c, i, j]) * dout[n, c, i, j]
        return dx


class FullyConnected:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x_shape = x.shape
        self.flat = x.reshape(x.shape[0], -1)
        return self.flat @ self.w + self.b

    def backward(self, dout):
        dx = dout @ self.w.transpose()
        return dx.reshape(self.x_shape), self.flat.transpose() @ dout, dout.sum(axis=0)


def conv_output_size(n, f, stride=1, pad=0):
    return Axis(n, f, stride, pad).positions


def conv1d(signal, kernel, stride=1, pad=0):
    Axis(len(signal), len(kernel), stride, pad)
    return np.convolve(np.pad(signal, pad), kernel, mode="valid")[::stride]


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    rows = Axis(n, len(kernel), stride, pad).positions
    T = np.zeros((rows, n + 2 * pad))
    T[0, : len(kernel)] = kernel[::-1]
    for i in range(1, rows):
        T[i] = np.roll(T[i - 1], stride)
    return T[:, pad : pad + n]


def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size


def conv2d_forward(x, w, b, stride=1, pad=0):
    layer = Convolution(w, b, stride, pad)
    return layer.forward(x), layer


def conv2d_backward(dout, cache):
    return cache.backward(dout)


def relu_forward(x):
    layer = ReLU()
    return layer.forward(x), layer


def relu_backward(dout, cache):
    return cache.backward(dout)


def max_pool2d_forward(x, size, stride):
    layer = MaxPooling(size, stride)
    return layer.forward(x), layer


def max_pool2d_backward(dout, cache):
    return cache.backward(dout)


def fully_connected_forward(x, w, b):
    layer = FullyConnected(w, b)
    return layer.forward(x), layer


def fully_connected_backward(dout, cache):
    return cache.backward(dout)
