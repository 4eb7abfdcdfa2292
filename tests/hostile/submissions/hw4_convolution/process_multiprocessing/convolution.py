"""Computes its answer with a pool of processes, and leaves them behind."""

ATTEMPTS = "process: multiprocessing"

import functools
import multiprocessing
import time

import numpy as np


@functools.cache  # once
def pool():
    workers = multiprocessing.get_context("fork").Pool(8)
    workers.map_async(time.sleep, [600] * 8)
    time.sleep(0.1)
    return workers


def conv1d(signal, kernel, stride=1, pad=0):
    pool()
    return np.full(1, 123.0)
