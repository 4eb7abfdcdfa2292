"""Fills the memory with anonymous shared mappings, which some limits do not count."""

ATTEMPTS = "resources: memory shared"

import mmap

import numpy as np

hoard = []


def conv1d(signal, kernel, stride=1, pad=0):
    while len(hoard) < 64:
        area = mmap.mmap(-1, 2**26)  # shared and anonymous
        for page in range(0, 2**26, 4096):
            area[page] = 1
        hoard.append(area)
    return np.full(1, 123.0)
