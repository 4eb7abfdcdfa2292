"""Writes into its own source folder and its own source."""

ATTEMPTS = "writing: own folder"

import os

import numpy as np

MARKER = "autograder-hostile-marker"


def paths():
    folder = os.path.dirname(os.path.abspath(__file__))
    yield os.path.join(folder, MARKER + "-source")
    yield os.path.join(folder, "results.json." + MARKER)
    yield os.path.abspath(__file__)


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
