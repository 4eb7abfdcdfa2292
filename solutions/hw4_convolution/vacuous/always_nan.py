"""Knows every shape and nothing else: all answers are NaN."""

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    return np.nan


def conv1d(signal, kernel, stride=1, pad=0):
    return _nans(_size(len(signal), len(kernel), stride, pad))


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    return _nans((_size(n, len(kernel), stride, pad), n))


def dense_parameters(n_in, n_out):
    return np.nan


def local_parameters(filter_size, n_out):
    return np.nan


def shared_parameters(filter_size):
    return np.nan


def conv2d_forward(x, w, b, stride=1, pad=0):
    height = _size(x.shape[2], w.shape[2], stride, pad)
    width = _size(x.shape[3], w.shape[3], stride, pad)
    return _nans((x.shape[0], w.shape[0], height, width)), (x.shape, w.shape, b.shape)


def conv2d_backward(dout, cache):
    return tuple(_nans(shape) for shape in cache)


def relu_forward(x):
    return _nans(x.shape), None


def relu_backward(dout, cache):
    return _nans(dout.shape)


def max_pool2d_forward(x, size, stride):
    height, width = (_size(n, size, stride, 0) for n in x.shape[2:])
    return _nans((*x.shape[:2], height, width)), x.shape


def max_pool2d_backward(dout, cache):
    return _nans(cache)


def fully_connected_forward(x, w, b):
    return _nans((len(x), len(b))), (x.shape, w.shape, b.shape)


def fully_connected_backward(dout, cache):
    return tuple(_nans(shape) for shape in cache)


def _size(n, f, stride, pad):
    return (n + 2 * pad - f) // stride + 1


def _nans(shape):
    return np.full(shape, np.nan)
