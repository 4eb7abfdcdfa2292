"""Where two words are equally near, the vote seems to go to the one of the higher number. At a
tie the lower number wins.
"""

import numpy as np


def hard_assignment(distances):
    K = distances.shape[1]
    return np.eye(K)[K - 1 - np.argmin(distances[:, ::-1], axis=1)]
