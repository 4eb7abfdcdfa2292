"""Makes hard and symbolic links, so that others write, read or delete through them."""

ATTEMPTS = "writing: links"

import os

import numpy as np

MARKER = "autograder-hostile-marker"
HERE = os.path.dirname(os.path.abspath(__file__))
for make in (os.link, os.symlink):
    for source, target in (
        ("/etc/passwd", f"{MARKER}-{make.__name__}-passwd"),
        ("/etc/shadow", f"{MARKER}-{make.__name__}-shadow"),
        (os.path.join(HERE, "..", "..", "gradebook.sqlite"), f"{MARKER}-{make.__name__}-gradebook"),
        ("/", f"{MARKER}-{make.__name__}-root"),
        (os.path.join(HERE, "convolution.py"), f"/tmp/{MARKER}-{make.__name__}"),
        ("/tmp", "results.json" if make is os.symlink else f"{MARKER}-tmp"),
    ):
        try:
            make(source, target)
            print("linked", source, target)
        except OSError as error:
            print(error)


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
