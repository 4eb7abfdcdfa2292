"""Brings a sitecustomize.py, which an interpreter imports at its start."""

ATTEMPTS = "shadowing: sitecustomize"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
