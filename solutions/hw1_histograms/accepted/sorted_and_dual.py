"""Histograms by sorting, norms by logarithms, and mass moved by its dual linear program.

The dual asks for the dearest fair prices: a carrier buys at u_i from the bins of h and sells at v_j
to those of k, and nobody would pay more than the cost of moving it oneself.
"""

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("p must not be negative")
    filled = np.abs(x[x != 0])
    if len(filled) == 0 or p == 0:
        return 1.0 * len(filled)
    ordered = np.sort(filled)
    if p == np.inf:
        return ordered[-1]
    return np.exp(np.logaddexp.reduce(p * np.log(ordered)) / p)


def marginal_histogram(values, edges):
    ordered = np.sort(values)
    below = np.searchsorted(ordered, edges, side="left")
    below[-1] = np.searchsorted(ordered, edges[-1], side="right")
    return np.diff(below)


def grid_histogram(features, edges_1, edges_2):
    cells = np.full(len(features), 0)
    inside = np.full(len(features), True)
    for column, edges in zip(features.T, (edges_1, edges_2), strict=True):
        bins = np.digitize(column, edges) - 1
        bins[column == edges[-1]] -= 1
        inside &= (bins >= 0) & (bins < len(edges) - 1)
        cells = cells * (len(edges) - 1) + bins
    shape = len(edges_1) - 1, len(edges_2) - 1
    return np.bincount(cells[inside], minlength=shape[0] * shape[1]).reshape(shape)


def cluster_histogram(features, centers):
    nearest = np.full(len(features), np.inf)
    words = np.zeros(len(features), dtype=int)
    for word, center in enumerate(centers):
        squared = np.square(features - center).sum(axis=-1)
        words[squared < nearest] = word
        nearest = np.minimum(nearest, squared)
    return marginal_histogram(words, np.arange(len(centers) + 1) - 0.5)


def euclidean_distance(h, k):
    return np.hypot.reduce(h - k)


def intersection_distance(h, k):
    # min(a, b) = (a + b - |a - b|)/2
    return 1 - (h.sum() + k.sum() - np.abs(h - k).sum()) / 2


def chi_squared_distance(h, k):
    # (h - k)²/(h + k) = h + k - 4hk/(h + k)
    with np.errstate(invalid="ignore", divide="ignore"):
        harmonic = np.nan_to_num(4 * h * k / (h + k))
    return (h.sum() + k.sum() - harmonic.sum()) / 2


def earth_movers_distance(h, k, ground_distance=None):
    if abs(h.sum() - k.sum()) > 1e-6 * h.sum() + 1e-12:
        raise ValueError(f"the masses {h.sum()} and {k.sum()} differ")
    if ground_distance is not None:
        return _best_earnings(h, k, ground_distance)
    # Two walkers empty h and fill k from left to right.
    h, k, i, j, cost = h.tolist(), k.tolist(), 0, 0, 0.0
    while i < len(h) and j < len(k):
        mass = min(h[i], k[j])
        cost += mass * abs(i - j)
        h[i] -= mass
        k[j] -= mass
        if h[i] <= 0:
            i += 1
        else:
            j += 1
    return cost


def _best_earnings(h, k, cost):
    """Maximum of k·v - h·u with v_j - u_i ≤ cost_ij and u, v ≥ 0, by the simplex algorithm."""
    n = len(h)
    buy, sell = np.repeat(np.eye(n), n, axis=0), np.tile(np.eye(n), (n, 1))
    rows = np.hstack([-buy, sell, np.eye(n * n), cost.reshape(-1, 1)])
    gains = np.concatenate([-h, k, np.zeros(n * n + 1)])
    basis = np.arange(2 * n, 2 * n + n * n)
    while np.any(gains[:-1] > 1e-9):
        # Of several columns or rows, always the first variable (Bland's rule), or it may cycle.
        column = int(np.argmax(gains[:-1] > 1e-9))
        limits = np.full(n * n, np.inf)
        np.divide(rows[:, -1], rows[:, column], out=limits, where=rows[:, column] > 1e-9)
        if np.isinf(limits.min()):
            break  # the masses differ by rounding
        tied = np.flatnonzero(limits <= limits.min() + 1e-12)
        row = tied[np.argmin(basis[tied])]
        basis[row] = column
        rows[row] /= rows[row, column]
        others = np.arange(n * n) != row
        rows[others] -= np.outer(rows[others, column], rows[row])
        gains -= gains[column] * rows[row]
    return -gains[-1]
