"""Knows every shape and nothing else: all answers are zeros of the right kind."""

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    return 0


def conv1d(signal, kernel, stride=1, pad=0):
    return np.zeros(_size(len(signal), len(kernel), stride, pad))


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    return np.zeros((_size(n, len(kernel), stride, pad), n))


def dense_parameters(n_in, n_out):
    return 0


def local_parameters(filter_size, n_out):
    return 0


def shared_parameters(filter_size):
    return 0


def conv2d_forward(x, w, b, stride=1, pad=0):
    height = _size(x.shape[2], w.shape[2], stride, pad)
    width = _size(x.shape[3], w.shape[3], stride, pad)
    return np.zeros((x.shape[0], w.shape[0], height, width)), (x.shape, w.shape, b.shape)


def conv2d_backward(dout, cache):
    return tuple(np.zeros(shape) for shape in cache)


def relu_forward(x):
    return np.zeros(x.shape), None


def relu_backward(dout, cache):
    return np.zeros(dout.shape)


def max_pool2d_forward(x, size, stride):
    height, width = (_size(n, size, stride, 0) for n in x.shape[2:])
    return np.zeros((*x.shape[:2], height, width)), x.shape


def max_pool2d_backward(dout, cache):
    return np.zeros(cache)


def fully_connected_forward(x, w, b):
    return np.zeros((len(x), len(b))), (x.shape, w.shape, b.shape)


def fully_connected_backward(dout, cache):
    return tuple(np.zeros(shape) for shape in cache)


def _size(n, f, stride, pad):
    return (n + 2 * pad - f) // stride + 1
