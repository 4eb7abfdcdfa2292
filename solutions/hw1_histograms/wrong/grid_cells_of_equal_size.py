"""The cells seem to be made equally large between the first and the last edges. They may
differ in width and height.
"""

import numpy as np


def grid_histogram(features, edges_1, edges_2):
    shape = len(edges_1) - 1, len(edges_2) - 1
    area = [(edges_1[0], edges_1[-1]), (edges_2[0], edges_2[-1])]
    return np.histogram2d(features[:, 0], features[:, 1], shape, area)[0]
