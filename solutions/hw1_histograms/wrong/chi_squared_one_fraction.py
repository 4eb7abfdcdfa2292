"""One fraction of two sums seems to be computed. The formula sums one fraction for each bin."""


def chi_squared_distance(h, k):
    return float(((h - k) ** 2).sum() / max((h + k).sum(), 1e-12) / 2)
