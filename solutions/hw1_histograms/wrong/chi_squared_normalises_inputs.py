"""The histograms seem to be divided by their sums first. The distances take them as they are;
it is the caller who normalises.
"""


def chi_squared_distance(h, k):
    h, k = h / max(h.sum(), 1e-12), k / max(k.sum(), 1e-12)
    total = h + k
    filled = total > 0
    return float(((h - k)[filled] ** 2 / total[filled]).sum() / 2)
