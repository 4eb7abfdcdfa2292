"""The borders of the cells seem to be rounded to the nearest pixel. They are rounded down; look
at maps of 3 and of 7 pixels.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = 2**level
        rows = np.round(np.linspace(0, H, n + 1)).astype(int)
        columns = np.round(np.linspace(0, W, n + 1)).astype(int)
        for i, j in np.ndindex(n, n):
            cell = word_map[rows[i] : rows[i + 1], columns[j] : columns[j + 1]]
            parts.append(np.bincount(cell.ravel(), minlength=n_words))
    return np.concatenate(parts)
