"""The counts of one word in all cells seem to stand side by side. For each cell the counts of
all words do.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = 2**level
        for word in range(n_words):
            for i, j in np.ndindex(n, n):
                cell = word_map[i * H // n : (i + 1) * H // n, j * W // n : (j + 1) * W // n]
                parts.append(np.sum(cell == word))
    return np.array(parts)
