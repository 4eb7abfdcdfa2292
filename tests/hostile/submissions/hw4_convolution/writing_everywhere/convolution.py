"""Writes a file into each folder between / and its own, and into the usual system folders."""

ATTEMPTS = "writing: everywhere"

import os

import numpy as np

MARKER = "autograder-hostile-marker"


def paths():
    folder = os.path.dirname(os.path.abspath(__file__))
    while folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
        yield os.path.join(folder, MARKER + "-everywhere")
    for folder in (
        "/etc",
        "/usr",
        "/usr/local",
        "/opt",
        "/srv",
        "/var",
        "/var/log",
        "/dev",
        "/mnt",
        "/boot",
    ):
        yield os.path.join(folder, MARKER + "-everywhere")


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
