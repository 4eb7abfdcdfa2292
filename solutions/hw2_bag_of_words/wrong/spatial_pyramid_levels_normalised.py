"""The counts seem to be divided by the number of pixels, so that each level adds up to 1. Here
they stay counts.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = 2**level
        for i, j in np.ndindex(n, n):
            cell = word_map[i * H // n : (i + 1) * H // n, j * W // n : (j + 1) * W // n]
            parts.append(np.bincount(cell.ravel(), minlength=n_words) / word_map.size)
    return np.concatenate(parts)
