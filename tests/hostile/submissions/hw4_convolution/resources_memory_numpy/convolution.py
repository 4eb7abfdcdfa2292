"""Fills the memory with one array of 4 GB."""

ATTEMPTS = "resources: memory numpy"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.ones(2**29)
