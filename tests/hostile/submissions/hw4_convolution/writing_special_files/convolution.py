"""Leaves FIFOs, sockets and devices in its folder, at which a reader would wait forever."""

ATTEMPTS = "writing: special files"

import os
import socket
import stat

import numpy as np

for name in ("results.json", "output.txt", "autograder-hostile-marker-fifo"):
    try:
        os.mkfifo(name)
    except OSError as error:
        print(error)
try:
    socket.socket(socket.AF_UNIX).bind("autograder-hostile-marker-socket")
except OSError as error:
    print(error)
for device in ((1, 3), (8, 0)):
    try:
        os.mknod(
            f"autograder-hostile-marker-{device[0]}", 0o600 | stat.S_IFBLK, os.makedev(*device)
        )
        print("made a device")
    except OSError as error:
        print(error)


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
