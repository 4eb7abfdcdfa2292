"""Mass seems to be moved in the order of the bins, from left to right. That is cheapest when
bins lie on a line, but not for every ground distance.
"""

import numpy as np


def earth_movers_distance(h, k, ground_distance=None):
    if not np.isclose(h.sum(), k.sum()):
        raise ValueError("the total masses differ")
    if ground_distance is None:
        return float(np.abs(np.cumsum(h - k)).sum())
    left, places, total = h.astype(float), k.astype(float), 0.0
    for i, j in np.ndindex(ground_distance.shape):
        amount = min(left[i], places[j])
        left[i] -= amount
        places[j] -= amount
        total += amount * ground_distance[i, j]
    return float(total)
