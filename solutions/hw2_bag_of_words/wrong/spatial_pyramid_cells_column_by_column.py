"""The cells of a level seem to be ordered column by column. They come as one reads: the upper
row from left to right, then the next row.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = 2**level
        for j, i in np.ndindex(n, n):
            cell = word_map[i * H // n : (i + 1) * H // n, j * W // n : (j + 1) * W // n]
            parts.append(np.bincount(cell.ravel(), minlength=n_words))
    return np.concatenate(parts)
