"""The first cells of a row or column seem to take the pixels that are left over, as
`numpy.array_split` does. Then cells do not always consist of four cells of the next level; see
the rule for where cell i begins.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    parts = []
    for level in range(n_levels):
        n = 2**level
        for band in np.array_split(word_map, n, axis=0):
            for cell in np.array_split(band, n, axis=1):
                parts.append(np.bincount(cell.ravel(), minlength=n_words))
    return np.concatenate(parts)
