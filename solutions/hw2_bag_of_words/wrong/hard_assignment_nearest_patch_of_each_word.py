"""Each word seems to choose its nearest patch. It is the other way round: each patch, a row,
chooses among the words.
"""

import numpy as np


def hard_assignment(distances):
    votes = np.zeros(distances.shape)
    votes[np.argmin(distances, axis=0), np.arange(distances.shape[1])] = 1
    return votes
