"""Makes 100,000 empty files in folders of its own."""

ATTEMPTS = "resources: many files"

import os

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    for folder in range(100):
        os.makedirs(f"autograder-hostile-marker-{folder}", exist_ok=True)
        for number in range(1000):
            os.close(
                os.open(f"autograder-hostile-marker-{folder}/{number}", os.O_CREAT | os.O_WRONLY)
            )
    return np.full(1, 123.0)
