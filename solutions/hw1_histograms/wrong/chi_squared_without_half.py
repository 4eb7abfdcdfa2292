"""The result seems to be twice as large as it should be: a factor ½ is missing. Some libraries
define the distance without it, or even with 2.
"""


def chi_squared_distance(h, k):
    total = h + k
    filled = total > 0
    return float(((h - k)[filled] ** 2 / total[filled]).sum())
