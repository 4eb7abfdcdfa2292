"""Leaves a file behind that claims to be 1 TB long."""

ATTEMPTS = "resources: sparse file"

import numpy as np

try:
    with open("autograder-hostile-marker-sparse", "wb") as file:
        file.truncate(2**40)
except OSError as error:
    print(error)


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
