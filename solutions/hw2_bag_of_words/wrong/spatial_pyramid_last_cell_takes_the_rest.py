"""All cells but the last of a row or column seem to have one size, and the last takes whatever
is left. Compare with the rule for where cell i begins: the pixels are spread evenly.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    parts = []
    for level in range(n_levels):
        n = 2**level
        rows = [i * (H // n) for i in range(n)] + [H]
        columns = [j * (W // n) for j in range(n)] + [W]
        for i, j in np.ndindex(n, n):
            cell = word_map[rows[i] : rows[i + 1], columns[j] : columns[j + 1]]
            parts.append(np.bincount(cell.ravel(), minlength=n_words))
    return np.concatenate(parts)
