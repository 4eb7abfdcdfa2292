"""Fills the disk with a file that has no name any more."""

ATTEMPTS = "resources: disk deleted file"

import os

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    with open("autograder-hostile-marker-nameless", "wb", buffering=0) as file:
        os.remove("autograder-hostile-marker-nameless")
        for _ in range(2048):
            file.write(b"x" * 2**20)
    return np.full(1, 123.0)
