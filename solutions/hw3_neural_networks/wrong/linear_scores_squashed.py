"""The scores seem to have gone through a sigmoid. A linear classifier's scores are plain weighted
sums.
"""

import numpy as np


def linear_scores(x, W, b):
    return 1 / (1 + np.exp(-(x @ W.T + b)))
