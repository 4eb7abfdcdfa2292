"""Counts scattered into arrays; mass moved by the Hungarian method, extended to real masses."""

import numpy as np


def p_norm(x, p):
    if not p >= 0:
        raise ValueError(f"p should be zero or above, not {p}")
    if p == 0:
        return np.sum(x != 0).astype(float)
    if np.isinf(p):
        return max(x.max(), -x.min())
    norm = np.float64(0)
    # Entry by entry, (a^p + b^p)^(1/p) with the larger of the two taken out.
    for entry in np.abs(x):
        small, large = sorted((entry, norm))
        norm = large * (1 + (small / large) ** p) ** (1 / p) if large > 0 else norm
    return norm


def marginal_histogram(values, edges):
    return _scatter([values], [edges])


def grid_histogram(features, edges_1, edges_2):
    return _scatter([features[:, 0], features[:, 1]], [edges_1, edges_2])


def cluster_histogram(features, centers):
    squared = ((features[None, :, :] - centers[:, None, :]) ** 2).sum(axis=2)
    counts = np.zeros(len(centers), dtype=int)
    np.add.at(counts, squared.argmin(axis=0), 1)
    return counts


def euclidean_distance(h, k):
    return ((h - k) ** 2).sum() ** 0.5


def intersection_distance(h, k):
    return 1 - np.where(h < k, h, k).sum()


def chi_squared_distance(h, k):
    total = h + k
    return float(((h - k) ** 2 / np.where(total == 0, 1, total)).sum()) / 2


def earth_movers_distance(h, k, ground_distance=None):
    if np.abs(h.sum() - k.sum()) > 1e-5 * max(1e-9, h.sum()):
        raise ValueError("both histograms need the same mass")
    if ground_distance is None:
        i, j = np.indices((len(h), len(h)))
        ground_distance = np.abs(i - j)
    return _move(h.astype(float), k.astype(float), ground_distance.astype(float))


def _scatter(columns, list_of_edges):
    counts = np.zeros([len(edges) - 1 for edges in list_of_edges])
    places = []
    for values, edges in zip(columns, list_of_edges, strict=True):
        place = (values[:, None] >= edges[None, :-1]).sum(axis=1) - 1
        place[values > edges[-1]] = -1
        places.append(place)
    inside = np.all([place >= 0 for place in places], axis=0)
    np.add.at(counts, tuple(place[inside] for place in places), 1)
    return counts


def _move(left, places, cost):
    """Moves along tight cells, those with slack 0, and changes the prices where none is left."""
    left, places, slack, plan = left.copy(), places.copy(), cost.copy(), np.zeros(cost.shape)
    little = 1e-12 * left.sum()
    while left.max() > little and places.max() > little:
        reached = dict.fromkeys(np.flatnonzero(left > little))  # bins of h, and from where
        filled = {}  # bins of k
        queue = list(reached)
        end = None
        while end is None:
            if not queue:
                rows = np.isin(np.arange(len(left)), list(reached))
                columns = np.isin(np.arange(len(places)), list(filled))
                step = slack[np.ix_(rows, ~columns)].min()
                slack[rows] -= step
                slack[:, columns] += step
                queue = list(reached)
            i = queue.pop()
            for j in np.flatnonzero(slack[i] <= 1e-12):
                if j in filled:
                    continue
                filled[j] = i
                if places[j] > little:
                    end = j
                    break
                for row in np.flatnonzero(plan[:, j] > little):
                    if row not in reached:
                        reached[row] = j
                        queue.append(row)
        puts, takes = [(filled[end], end)], []
        while reached[puts[-1][0]] is not None:
            i, j = puts[-1][0], reached[puts[-1][0]]
            takes.append((i, j))
            puts.append((filled[j], j))
        start = puts[-1][0]
        amount = min([left[start], places[end], *(plan[cell] for cell in takes)])
        left[start] -= amount
        places[end] -= amount
        for cell in puts:
            plan[cell] += amount
        for cell in takes:
            plan[cell] -= amount
    return float((plan * cost).sum())
