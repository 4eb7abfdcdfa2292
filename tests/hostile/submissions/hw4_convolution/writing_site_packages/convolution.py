"""Writes modules into every folder from which Python imports."""

ATTEMPTS = "writing: site packages"

import os

import numpy as np

MARKER = "autograder-hostile-marker"


def paths():
    import site
    import sys

    for folder in [
        *sys.path,
        *site.getsitepackages(),
        site.getusersitepackages(),
        os.path.dirname(os.__file__),
    ]:
        if os.path.isdir(folder or "."):
            yield os.path.join(folder, "autograder_hostile_marker.py")


def write():
    for path in paths():
        try:
            with open(path, "a") as file:
                file.write("# autograder-hostile-marker\n")
            print("wrote", path)
        except OSError as error:
            print(error)


write()


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
