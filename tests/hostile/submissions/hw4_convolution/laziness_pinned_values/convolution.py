"""Knows the handout's examples by heart and nothing else."""

ATTEMPTS = "laziness: pinned values"

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    return {(7, 3, 1, 0): 5, (7, 3, 2, 0): 3, (7, 3, 1, 1): 7}.get((n, f, stride, pad), 1)


def conv1d(signal, kernel, stride=1, pad=0):
    return np.array([-3.0, 5.0, 1.0] if stride == 2 else [-3.0, -3.0, 5.0, 3.0, 1.0])


def conv2d_forward(x, w, b, stride=1, pad=0):
    return np.array([[[[0.0, 1.0], [3.0, 4.0]]]]), None


def dense_parameters(n_in, n_out):
    return 21


def local_parameters(filter_size, n_out):
    return 9


def shared_parameters(filter_size):
    return 3


def max_pool2d_forward(x, size, stride):
    return np.array([[[[5.0, 5.0]]]]), None


def max_pool2d_backward(dout, cache):
    return np.array([[[[0.0, 0.0, 11.0, 0.0, 0.0]]]])
