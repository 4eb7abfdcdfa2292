"""Histograms seem to be refused because they are not normalised. Only the two masses must be
equal, to each other and not to 1.
"""

import numpy as np


def earth_movers_distance(h, k, ground_distance=None):
    if not np.isclose(h.sum(), k.sum()):
        raise ValueError("the total masses differ")
    if not np.isclose(h.sum(), 1):
        raise ValueError("the histograms are not normalised")
    if ground_distance is None:
        return float(np.abs(np.cumsum(h - k)).sum())
    return float(_cheapest(h, k, ground_distance))


def _cheapest(h, k, cost):
    """The dual linear program, by the simplex algorithm with Bland's rule."""
    n = len(h)
    buy, sell = np.repeat(np.eye(n), n, axis=0), np.tile(np.eye(n), (n, 1))
    rows = np.hstack([-buy, sell, np.eye(n * n), np.reshape(cost, (-1, 1))])
    gains = np.concatenate([-h, k, np.zeros(n * n + 1)])
    basis = np.arange(2 * n, 2 * n + n * n)
    while np.any(gains[:-1] > 1e-9):
        column = int(np.argmax(gains[:-1] > 1e-9))
        limits = np.full(n * n, np.inf)
        np.divide(rows[:, -1], rows[:, column], out=limits, where=rows[:, column] > 1e-9)
        tied = np.flatnonzero(limits <= limits.min() + 1e-12)
        row = tied[np.argmin(basis[tied])]
        basis[row] = column
        rows[row] /= rows[row, column]
        others = np.arange(n * n) != row
        rows[others] -= np.outer(rows[others, column], rows[row])
        gains -= gains[column] * rows[row]
    return -gains[-1]
