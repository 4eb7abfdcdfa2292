"""The kernel seems to stand in the rows as it is. Multiply by a signal with a single 1 and
compare with conv1d: in which order do the kernel's entries meet the signal?
"""

import numpy as np


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    n_out = (n + 2 * pad - len(kernel)) // stride + 1
    matrix = np.zeros((n_out, n + 2 * pad))
    for i in range(n_out):
        matrix[i, i * stride : i * stride + len(kernel)] = kernel
    return matrix[:, pad : pad + n]
