"""The matrix seems to be the one without padding. With padding, the first rows hold only a part
of the kernel, since the rest meets zeros.
"""

import numpy as np


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    n_out = max(n - len(kernel), 0) // stride + 1
    matrix = np.zeros((n_out, max(n, len(kernel))))
    for i in range(n_out):
        matrix[i, i * stride : i * stride + len(kernel)] = kernel[::-1]
    return matrix[:, :n]
