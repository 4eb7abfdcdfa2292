"""The difference of the two norms seems to be returned. It is the norm of the difference that
is asked for.
"""

import numpy as np


def euclidean_distance(h, k):
    return float(abs(np.linalg.norm(h) - np.linalg.norm(k)))
