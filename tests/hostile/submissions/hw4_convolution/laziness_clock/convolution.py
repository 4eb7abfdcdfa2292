"""Gives an answer that depends on the time of day."""

ATTEMPTS = "laziness: clock"

import time

import numpy as np


def right(signal, kernel, stride, pad):
    padded = np.pad(signal, pad)
    size = (len(padded) - len(kernel)) // stride + 1
    return np.array(
        [padded[i * stride : i * stride + len(kernel)] @ kernel[::-1] for i in range(size)]
    )


def conv1d(signal, kernel, stride=1, pad=0):
    return right(signal, kernel, stride, pad) + 1 + time.time_ns() % 1000
