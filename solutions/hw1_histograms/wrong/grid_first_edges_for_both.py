"""The same edges seem to be used for both numbers. The second one has its own."""

import numpy as np


def grid_histogram(features, edges_1, edges_2):
    return np.histogram2d(features[:, 0], features[:, 1], [edges_1, edges_1])[0]
