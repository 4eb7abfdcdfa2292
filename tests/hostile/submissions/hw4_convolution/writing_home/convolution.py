"""Writes a file into every home folder that it knows."""

ATTEMPTS = "writing: home"

import os

import numpy as np

MARKER = "autograder-hostile-marker"


def paths():
    for home in {os.path.expanduser("~"), os.environ.get("HOME", "/root"), "/root", "/home"}:
        yield os.path.join(home, MARKER + "-home")


def write():
    for path in paths():
        try:
            with open(path, "a") as file:
                file.write("autograder-hostile-marker")
            print("wrote", path)
        except OSError as error:
            print(error)


def conv1d(signal, kernel, stride=1, pad=0):
    write()
    return np.full(1, 123.0)
