"""Fills the disk in /tmp: 2 GB."""

ATTEMPTS = "resources: disk tmp"

import os

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    path = os.path.join("/tmp", "autograder-hostile-marker-filler")
    block = b"x" * 2**20
    try:
        with open(path, "wb") as file:
            for _ in range(2048):
                file.write(block)
    finally:
        if os.path.exists(path):
            os.remove(path)
    return np.full(1, 123.0)
