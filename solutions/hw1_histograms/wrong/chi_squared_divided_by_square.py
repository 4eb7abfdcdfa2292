"""The squared differences seem to be divided by squares too. Below the line stands the sum of
the two masses itself.
"""


def chi_squared_distance(h, k):
    total = h + k
    filled = total > 0
    return float((((h - k)[filled] / total[filled]) ** 2).sum() / 2)
