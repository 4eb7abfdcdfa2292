"""Something seems to be added to each denominator to avoid 0/0, and it is large enough to
change the other bins. Bins that are empty in both histograms can be left out.
"""


def chi_squared_distance(h, k):
    return float(((h - k) ** 2 / (h + k + 1)).sum() / 2)
