"""The array a itself seems to be overwritten. The caller still needs it: work on an array of your
own.
"""

import numpy as np


def sigmoid(a):
    large = a >= 0
    np.abs(a, out=a)
    small = np.exp(-a)
    return np.where(large, 1.0, small) / (1 + small)
