"""The masses of each bin seem to be multiplied. What two histograms have in common in a bin is
the smaller of the two masses.
"""


def intersection_distance(h, k):
    return float(1 - h @ k)
