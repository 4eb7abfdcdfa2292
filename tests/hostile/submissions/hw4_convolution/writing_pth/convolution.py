"""Writes .pth files, which every later interpreter would run."""

ATTEMPTS = "writing: pth"

import os

import numpy as np

MARKER = "autograder-hostile-marker"


def paths():
    import site
    import sys

    for folder in [*site.getsitepackages(), site.getusersitepackages(), sys.prefix]:
        yield os.path.join(folder, MARKER + ".pth")


def write():
    for path in paths():
        try:
            with open(path, "a") as file:
                file.write("# autograder-hostile-marker\n")
            print("wrote", path)
        except OSError as error:
            print(error)


def conv1d(signal, kernel, stride=1, pad=0):
    write()
    return np.full(1, 123.0)
