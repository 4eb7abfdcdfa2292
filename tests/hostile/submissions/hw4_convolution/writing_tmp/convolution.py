"""Writes files into the machine's folders for temporary files."""

ATTEMPTS = "writing: tmp"

import os

import numpy as np

MARKER = "autograder-hostile-marker"


def paths():
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/run/lock", "/var/lock"):
        yield os.path.join(folder, MARKER + "-tmp")


def write():
    for path in paths():
        try:
            with open(path, "a") as file:
                file.write("autograder-hostile-marker")
            print("wrote", path)
        except OSError as error:
            print(error)


write()


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
