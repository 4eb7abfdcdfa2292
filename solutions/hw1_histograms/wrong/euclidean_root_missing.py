"""The squared distance seems to be returned. A square root is missing."""


def euclidean_distance(h, k):
    return float(((h - k) ** 2).sum())
