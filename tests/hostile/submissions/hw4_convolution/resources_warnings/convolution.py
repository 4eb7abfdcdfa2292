"""Gives a hundred thousand warnings and log messages."""

ATTEMPTS = "resources: warnings"

import functools
import logging
import warnings

import numpy as np


@functools.cache  # once
def attack():
    warnings.simplefilter("always")
    for k in range(100_000):
        warnings.warn(f"warning {k} " + "!" * 1000)
        logging.error("error %d", k)


def conv1d(signal, kernel, stride=1, pad=0):
    attack()
    return np.full(1, 123.0)
