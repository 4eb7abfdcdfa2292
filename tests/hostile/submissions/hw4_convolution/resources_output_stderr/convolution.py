"""Floods standard error: 1 GB in lines and in one line."""

ATTEMPTS = "resources: output stderr"

import functools
import sys

import numpy as np


@functools.cache  # once
def attack():
    for _ in range(2**9):
        sys.stderr.write("all tests passed\n" * (2**20 // 17))
        sys.stderr.write("x" * 2**20)
        sys.stderr.flush()


def conv1d(signal, kernel, stride=1, pad=0):
    attack()
    return np.full(1, 123.0)
