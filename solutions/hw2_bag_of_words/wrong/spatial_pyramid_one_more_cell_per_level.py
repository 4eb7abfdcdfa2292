"""Level l seems to have (l + 1) × (l + 1) cells. The number of cells along each axis doubles
from level to level.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = level + 1
        for i, j in np.ndindex(n, n):
            cell = word_map[i * H // n : (i + 1) * H // n, j * W // n : (j + 1) * W // n]
            parts.append(np.bincount(cell.ravel(), minlength=n_words))
    return np.concatenate(parts)
