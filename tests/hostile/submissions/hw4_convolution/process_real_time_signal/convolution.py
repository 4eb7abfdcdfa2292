"""Kills itself by a signal that has no name."""

ATTEMPTS = "process: real-time signals"

import os


def conv1d(signal, kernel, stride=1, pad=0):
    os.kill(os.getpid(), 40)
    os._exit(0)
