"""Each row of the matrix seems to be shifted by one against the row above. How far does the
kernel move from one output to the next when the stride is 2?
"""

import numpy as np


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    n_out = (n + 2 * pad - len(kernel)) // stride + 1
    matrix = np.zeros((n_out, n + 2 * pad))
    for i in range(n_out):
        matrix[i, i : i + len(kernel)] = kernel[::-1]
    return matrix[:, pad : pad + n]
