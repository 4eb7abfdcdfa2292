"""The borders of the cells seem to be rounded up. They are rounded down: along 3 pixels the
second of two cells begins at pixel 1.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = 2**level
        rows = np.ceil(np.linspace(0, H, n + 1)).astype(int)
        columns = np.ceil(np.linspace(0, W, n + 1)).astype(int)
        for i, j in np.ndindex(n, n):
            cell = word_map[rows[i] : rows[i + 1], columns[j] : columns[j + 1]]
            parts.append(np.bincount(cell.ravel(), minlength=n_words))
    return np.concatenate(parts)
