"""For large positive a the result seems to be NaN: exp(a) overflows, and inf / inf is no number.
Find a form that takes exp of negative numbers only.
"""

import numpy as np


def sigmoid(a):
    return np.exp(a) / (1 + np.exp(a))
