"""The 1 seems to stand at the word with the largest distance. A patch votes for the word that is
nearest.
"""

import numpy as np


def hard_assignment(distances):
    return np.eye(distances.shape[1])[np.argmax(distances, axis=1)]
