"""The ground distance seems to be ignored, and bins to be as far apart as their numbers. It
says what it costs to move one unit from bin i to bin j.
"""

import numpy as np


def earth_movers_distance(h, k, ground_distance=None):
    if not np.isclose(h.sum(), k.sum()):
        raise ValueError("the total masses differ")
    if ground_distance is None:
        return float(np.abs(np.cumsum(h - k)).sum())
    return float(np.abs(np.cumsum(h - k)).sum())
