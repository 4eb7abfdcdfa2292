"""Plain Python loops throughout; mass is moved by cancelling cycles that make the plan cheaper."""

import math

import numpy as np


def p_norm(x, p):
    if p < 0:
        raise ValueError("a norm with negative p is not defined here")
    sizes = [abs(float(number)) for number in x]
    if p == 0:
        return float(len([size for size in sizes if size > 0]))
    largest = max(sizes)
    if math.isinf(p) or largest == 0.0:
        return largest
    total = 0.0
    for size in sizes:
        total += (size / largest) ** p
    return largest * total ** (1.0 / p)


def marginal_histogram(values, edges):
    counts = np.zeros(len(edges) - 1)
    for value in values:
        b = _bin(value, edges)
        if b is not None:
            counts[b] += 1
    return counts


def grid_histogram(features, edges_1, edges_2):
    counts = np.zeros((len(edges_1) - 1, len(edges_2) - 1))
    for first, second in features:
        i, j = _bin(first, edges_1), _bin(second, edges_2)
        if i is not None and j is not None:
            counts[i, j] += 1
    return counts


def cluster_histogram(features, centers):
    counts = np.zeros(len(centers))
    for feature in features:
        best, best_distance = None, math.inf
        for word, center in enumerate(centers):
            distance = sum((float(a) - float(b)) ** 2 for a, b in zip(feature, center, strict=True))
            if distance < best_distance:
                best, best_distance = word, distance
        counts[best] += 1
    return counts


def euclidean_distance(h, k):
    return math.sqrt(sum((a - b) ** 2 for a, b in zip(h, k, strict=True)))


def intersection_distance(h, k):
    shared = 0.0
    for a, b in zip(h, k, strict=True):
        shared += a if a < b else b
    return 1.0 - shared


def chi_squared_distance(h, k):
    total = 0.0
    for a, b in zip(h, k, strict=True):
        if a + b != 0:
            total += (a - b) ** 2 / (a + b)
    return total / 2


def earth_movers_distance(h, k, ground_distance=None):
    h, k = [float(mass) for mass in h], [float(mass) for mass in k]
    if not math.isclose(sum(h), sum(k), rel_tol=1e-6):
        raise ValueError(f"cannot move a mass of {sum(h)} to places for {sum(k)}")
    bins = range(len(h))
    cost = [
        [abs(i - j) if ground_distance is None else ground_distance[i][j] for j in bins]
        for i in bins
    ]
    plan = _some_plan(h, k)
    while True:
        cycle = _improving_cycle(plan, cost)
        if cycle is None:
            return float(sum(plan[i][j] * cost[i][j] for i in bins for j in bins))
        amount = min(plan[i][j] for i, j, sign in cycle if sign < 0)
        for i, j, sign in cycle:
            plan[i][j] += sign * amount


def _bin(value, edges):
    for b in range(len(edges) - 1):
        if edges[b] <= value < edges[b + 1]:
            return b
    return len(edges) - 2 if value == edges[-1] else None


def _some_plan(h, k):
    """Fills the bins of k from left to right with what h has, from left to right."""
    left, places = list(h), list(k)
    plan = [[0.0 for _ in k] for _ in h]
    for i in range(len(h)):
        for j in range(len(k)):
            plan[i][j] = min(left[i], places[j])
            left[i] -= plan[i][j]
            places[j] -= plan[i][j]
    return plan


def _improving_cycle(plan, cost):
    """Cells (i, j, sign) round which mass can be shifted at a gain (Bellman-Ford), or None."""
    n = len(plan)
    arcs = []
    for i in range(n):
        for j in range(n):
            arcs.append((i, n + j, cost[i][j], (i, j, 1)))
            if plan[i][j] > 1e-12:
                arcs.append((n + j, i, -cost[i][j], (i, j, -1)))
    distance = [0.0] * (2 * n)
    before = [None] * (2 * n)
    for _ in range(2 * n):
        changed = None
        for tail, head, price, cell in arcs:
            if distance[tail] + price < distance[head] - 1e-9:
                distance[head] = distance[tail] + price
                before[head] = tail, cell
                changed = head
        if changed is None:
            return None
    node = changed
    for _ in range(2 * n):
        node = before[node][0]
    start, cycle = node, []
    while not cycle or node != start:
        node, cell = before[node]
        cycle.append(cell)
    return cycle
