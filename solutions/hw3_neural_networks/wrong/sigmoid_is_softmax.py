"""The values seem to depend on each other and to add up to 1: that is the softmax. The sigmoid
takes each element by itself.
"""

import numpy as np


def sigmoid(a):
    e = np.exp(a - np.max(a))
    return e / np.sum(e)
