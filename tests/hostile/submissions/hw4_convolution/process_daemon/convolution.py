"""Becomes a daemon by a double fork and setsid, and lives for an hour after its grading."""

ATTEMPTS = "process: daemon"

import ctypes
import os
import time

import numpy as np


def daemonise():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            ctypes.CDLL(None).prctl(
                15, b"ag-hostile", 0, 0, 0
            )  # the name under which a test looks for survivors
            for _ in range(3600):
                time.sleep(1)
                try:
                    with open("/tmp/autograder-hostile-marker-daemon", "w") as file:
                        file.write("alive")
                except OSError:
                    pass
        os._exit(0)


try:
    daemonise()
except OSError as error:
    print(error)


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
