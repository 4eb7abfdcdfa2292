"""NumPy's own functions wherever there is one; mass is moved by the transportation simplex."""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError(f"p = {p} is negative")
    scale = np.linalg.norm(x, np.inf)
    if p == 0 or scale == 0:
        return np.linalg.norm(x, p) if p == 0 else 0.0
    return scale * np.linalg.norm(x / scale, p)


def marginal_histogram(values, edges):
    return np.histogram(values, bins=edges)[0]


def grid_histogram(features, edges_1, edges_2):
    return np.histogram2d(features[:, 0], features[:, 1], bins=[edges_1, edges_2])[0]


def cluster_histogram(features, centers):
    # |f - c|² without the |f|², which is the same for all centres.
    words = ((centers**2).sum(axis=1) - 2 * features @ centers.T).argmin(axis=1)
    return np.histogram(words, bins=np.arange(len(centers) + 1) - 0.5)[0]


def euclidean_distance(h, k):
    return np.linalg.norm(h - k)


def intersection_distance(h, k):
    return 1 - np.sum(np.stack([h, k]).min(axis=0))


def chi_squared_distance(h, k):
    total = np.asarray(h + k, dtype=float)
    return 0.5 * np.sum(np.divide((h - k) ** 2, total, out=np.zeros_like(total), where=total > 0))


def earth_movers_distance(h, k, ground_distance=None):
    if not np.isclose(h.sum(), k.sum()):
        raise ValueError("the two histograms must have the same total mass")
    if ground_distance is None:
        bins = np.arange(len(h))
        ground_distance = np.abs(bins[:, None] - bins)
    return _transportation_simplex(h, k, ground_distance)


def _transportation_simplex(h, k, cost):
    n = len(h)
    cells, masses = _north_west_corner(h, k)
    # Column i*n + j holds the two balances that the cell (i, j) enters: that of h_i and of k_j.
    balances = np.vstack([np.repeat(np.eye(n), n, axis=1), np.tile(np.eye(n), n)])
    cost = np.asarray(cost, dtype=float).ravel()
    while True:
        basis = balances[:, cells]
        prices = np.linalg.lstsq(basis.T, cost[cells], rcond=None)[0]
        gains = np.flatnonzero(cost - prices @ balances < -1e-9)
        if len(gains) == 0:
            return float(cost[cells] @ masses)
        # Of several, always the first (Bland's rule), so that it comes to an end.
        entering = gains[0]
        change = np.rint(np.linalg.lstsq(basis, balances[:, entering], rcond=None)[0])
        shrinking = np.flatnonzero(change > 0)
        amount = masses[shrinking].min()
        empty = shrinking[masses[shrinking] <= amount + 1e-12]
        leaving = empty[np.argmin(cells[empty])]
        masses = masses - amount * change
        masses[leaving] = amount
        cells[leaving] = entering


def _north_west_corner(h, k):
    """2n - 1 cells, as numbers i*n + j, and the masses in them."""
    h, k = np.array(h, dtype=float), np.array(k, dtype=float)
    n, i, j = len(h), 0, 0
    cells, masses = [], []
    while i < n and j < n:
        mass = min(h[i], k[j])
        cells.append(i * n + j)
        masses.append(mass)
        h[i] -= mass
        k[j] -= mass
        if j == n - 1 or (i < n - 1 and h[i] <= k[j]):
            i += 1
        else:
            j += 1
    return np.array(cells), np.array(masses)
