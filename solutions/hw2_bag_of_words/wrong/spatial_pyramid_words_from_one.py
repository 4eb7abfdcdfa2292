"""The words seem to be counted as if their numbers began at 1: word 0 is missing. They are 0, …,
n_words - 1.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = 2**level
        for i, j in np.ndindex(n, n):
            cell = word_map[i * H // n : (i + 1) * H // n, j * W // n : (j + 1) * W // n]
            parts += [np.sum(cell == word) for word in range(1, n_words + 1)]
    return np.array(parts)
