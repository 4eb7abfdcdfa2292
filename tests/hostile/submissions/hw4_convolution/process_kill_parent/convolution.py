"""Kills its parent and its parent's parent."""

ATTEMPTS = "process: kill parent"

import os
import signal as signals

import numpy as np


def parent_of(pid):
    with open(f"/proc/{pid}/stat") as file:
        return int(file.read().rpartition(")")[2].split()[1])


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)


parent = os.getppid()
if parent > 1:
    print("killing", parent)
    os.kill(parent, signals.SIGTERM)
    os.kill(parent, signals.SIGKILL)
