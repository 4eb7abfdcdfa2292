"""float32 throughout; mass is moved along the cheapest routes, found by Bellman and Ford."""

import itertools

import numpy as np

FLOAT = np.float32


def p_norm(x, p):
    if p < 0:
        raise ValueError("p is negative; the p-norm needs p >= 0")
    x = np.abs(x.astype(FLOAT))
    if p == 0:
        return (x > 0).sum(dtype=FLOAT)
    top = x.max()
    if top == 0 or np.isposinf(p):
        return top
    # log Σ |x|^p, with the largest term taken out.
    with np.errstate(divide="ignore"):
        logs = FLOAT(p) * np.log(x / top)
    return top * np.exp(np.log(np.exp(logs).sum()) / FLOAT(p))


def marginal_histogram(values, edges):
    counts = np.zeros(len(edges) - 1, FLOAT)
    values, edges = values.astype(FLOAT), edges.astype(FLOAT)
    for b, (left, right) in enumerate(itertools.pairwise(edges)):
        counts[b] = np.sum((values >= left) & (values < right))
    counts[-1] += np.sum(values == edges[-1])
    return counts


def grid_histogram(features, edges_1, edges_2):
    rows = []
    for b in range(len(edges_1) - 1):
        last = b == len(edges_1) - 2
        below = features[:, 0] <= edges_1[b + 1] if last else features[:, 0] < edges_1[b + 1]
        row = features[(features[:, 0] >= edges_1[b]) & below]
        rows.append(marginal_histogram(row[:, 1], edges_2))
    return np.array(rows)


def cluster_histogram(features, centers):
    features, centers = features.astype(FLOAT), centers.astype(FLOAT)
    distances = np.linalg.norm(features[:, None] - centers[None], axis=-1)
    nearest = distances.argmin(axis=1)[:, None] == np.arange(len(centers))
    return nearest.sum(axis=0, dtype=FLOAT)


def euclidean_distance(h, k):
    difference = h.astype(FLOAT) - k.astype(FLOAT)
    return np.sqrt(difference @ difference)


def intersection_distance(h, k):
    return FLOAT(1) - np.fmin(h.astype(FLOAT), k.astype(FLOAT)).sum()


def chi_squared_distance(h, k):
    h, k = h.astype(FLOAT), k.astype(FLOAT)
    return FLOAT(0.5) * np.sum((h - k) ** 2 / (h + k + FLOAT(1e-12)))


def earth_movers_distance(h, k, ground_distance=None):
    h, k = h.astype(FLOAT), k.astype(FLOAT)
    if not np.isclose(h.sum(), k.sum(), rtol=1e-5):
        raise ValueError("different total mass")
    if ground_distance is None:
        return np.abs(h.cumsum() - k.cumsum()).sum()
    return _flow(h, k, ground_distance.astype(FLOAT))


def _flow(left, places, cost):
    left, places, plan = left.copy(), places.copy(), np.zeros_like(cost)
    little = FLOAT(1e-6) * left.sum()
    while left.max() > little and places.max() > little:
        # What it costs to reach a bin of h (to take mass from it) and one of k (to put it there).
        to_h = np.where(left > little, FLOAT(0), FLOAT(np.inf))
        to_k = np.full_like(places, np.inf)
        from_h, from_k = np.full(len(places), -1), np.full(len(left), -1)
        for _ in left:
            there = to_h[:, None] + cost
            from_h = np.where(there.min(axis=0) < to_k - FLOAT(1e-5), there.argmin(axis=0), from_h)
            to_k = np.minimum(to_k, there.min(axis=0))
            back = np.where(plan > little, to_k - cost, FLOAT(np.inf))
            cheaper = back.min(axis=1) < to_h - FLOAT(1e-5)
            from_k = np.where(cheaper, back.argmin(axis=1), from_k)
            to_h = np.where(cheaper, back.min(axis=1), to_h)
        j = int(np.argmin(np.where(places > little, to_k, FLOAT(np.inf))))
        end, puts, takes = j, [], []
        while True:
            i = int(from_h[j])
            puts.append((i, j))
            if from_k[i] < 0:
                break
            j = int(from_k[i])
            takes.append((i, j))
        amount = min([left[i], places[end], *(plan[cell] for cell in takes)])
        left[i] -= amount
        places[end] -= amount
        for cell in puts:
            plan[cell] += amount
        for cell in takes:
            plan[cell] -= amount
    return (plan * cost).sum()
