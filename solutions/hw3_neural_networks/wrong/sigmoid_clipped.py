"""Away from 0 the curve seems to stop changing: clipping a against overflow cuts off too much of
it. Where does exp really overflow, and is there a form in which it cannot?
"""

import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-np.clip(a, -2, 2)))
