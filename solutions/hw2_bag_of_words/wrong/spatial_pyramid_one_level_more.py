"""There seems to be one level too many. n_levels levels are l = 0, …, n_levels - 1."""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels + 1):
        n = 2**level
        for i, j in np.ndindex(n, n):
            cell = word_map[i * H // n : (i + 1) * H // n, j * W // n : (j + 1) * W // n]
            parts.append(np.bincount(cell.ravel(), minlength=n_words))
    return np.concatenate(parts)
