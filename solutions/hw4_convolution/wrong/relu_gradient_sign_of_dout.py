"""The gradient seems to be stopped where dout is negative. It depends on the sign of the input
whether the unit lets it through.
"""

import numpy as np


def relu_backward(dout, cache):
    return np.maximum(dout, 0)
