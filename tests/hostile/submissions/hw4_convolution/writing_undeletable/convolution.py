"""Leaves folders that are hard to remove: without permissions, with odd names, very deep."""

ATTEMPTS = "writing: undeletable"

import os

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    start = os.getcwd()
    try:
        for name in (b"new\nline", b"\xff\xfe", b"-rf", b"*", b" ", b"\xe2\x80\xae", b"quote'\""):
            os.makedirs(os.path.join(b"autograder-hostile-marker-odd", name), exist_ok=True)
        for _ in range(200):
            os.mkdir("autograder-hostile-marker-" + "d" * 70)
            os.chdir("autograder-hostile-marker-" + "d" * 70)
        with open("bottom", "w") as file:
            file.write("deeper than a path may be long")
    except OSError as error:
        print(error)
    finally:
        os.chdir(start)
    try:
        os.makedirs("autograder-hostile-marker-closed/inside")
        os.chmod("autograder-hostile-marker-closed", 0)
        if all(
            name.startswith(("autograder-hostile-marker", "convolution.py"))
            for name in os.listdir(".")
        ):
            os.chmod(".", 0)  # surely a scratch folder
    except OSError as error:
        print(error)
    return np.full(1, 123.0)
