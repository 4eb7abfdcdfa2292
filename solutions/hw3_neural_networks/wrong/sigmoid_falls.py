"""The sign in the exponent seems to be wrong: the sigmoid rises from 0 on the left to 1 on the
right.
"""

import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(a))
