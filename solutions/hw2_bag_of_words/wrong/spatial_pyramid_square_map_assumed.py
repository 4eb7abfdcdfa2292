"""The pyramid is right for square maps; otherwise the cells seem to have the wrong width. Does
the code use the height where the width is meant?
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    size = len(word_map)
    parts = []
    for level in range(n_levels):
        n = 2**level
        borders = [i * size // n for i in range(n + 1)]
        for i, j in np.ndindex(n, n):
            cell = word_map[borders[i] : borders[i + 1], borders[j] : borders[j + 1]]
            parts.append(np.bincount(cell.ravel(), minlength=n_words))
    return np.concatenate(parts)
