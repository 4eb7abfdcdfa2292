"""Pixels at the border between two cells seem to be counted in both. A slice ends before its
second number.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = 2**level
        for i, j in np.ndindex(n, n):
            cell = word_map[i * H // n : (i + 1) * H // n + 1, j * W // n : (j + 1) * W // n + 1]
            parts.append(np.bincount(cell.ravel(), minlength=n_words))
    return np.concatenate(parts)
