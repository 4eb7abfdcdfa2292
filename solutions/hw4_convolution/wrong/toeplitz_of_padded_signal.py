"""The matrix seems to have columns for the padding too. It is multiplied by the signal itself,
which has n entries.
"""

import numpy as np


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    n_padded = n + 2 * pad
    n_out = (n_padded - len(kernel)) // stride + 1
    matrix = np.zeros((n_out, n_padded))
    for i in range(n_out):
        matrix[i, i * stride : i * stride + len(kernel)] = kernel[::-1]
    return matrix
