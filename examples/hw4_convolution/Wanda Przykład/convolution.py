"""Zadanie 4 - Wanda Przykład. Only problems 1 to 4, sorry! I deleted the rest."""
import math

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    size = (n + 2 * pad - f) / stride + 1
    if size < 1:
        raise ValueError("The filter is larger than the input.")
    if math.floor(size) != math.ceil(size):
        raise ValueError("The stride does not fit, the size would be " + str(size))
    return math.floor(size)


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
