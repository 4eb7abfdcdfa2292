"""Values below all bins seem to be counted in the last bin. Is there an index -1, which Python
reads as the last one?
"""

import numpy as np


def marginal_histogram(values, edges):
    counts = np.zeros(len(edges) - 1)
    for value in values[values <= edges[-1]]:
        counts[min(np.searchsorted(edges, value, side="right") - 1, len(counts) - 1)] += 1
    return counts
