"""The levels seem to be weighted, the finest with 1/2 and each coarser one with half of that. A
pyramid match does so; here the counts stay whole numbers.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    L = n_levels - 1
    parts = []
    for level in range(n_levels):
        n = 2**level
        weight = 1 / 2**L if level == 0 else 1 / 2 ** (L - level + 1)
        for i, j in np.ndindex(n, n):
            cell = word_map[i * H // n : (i + 1) * H // n, j * W // n : (j + 1) * W // n]
            parts.append(weight * np.bincount(cell.ravel(), minlength=n_words))
    return np.concatenate(parts)
