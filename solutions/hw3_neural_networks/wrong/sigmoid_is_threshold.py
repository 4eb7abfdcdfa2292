"""The values seem to be 0 and 1 only, as of a threshold unit. The sigmoid rises smoothly."""

import numpy as np


def sigmoid(a):
    return np.where(a > 0, 1.0, 0.0)
