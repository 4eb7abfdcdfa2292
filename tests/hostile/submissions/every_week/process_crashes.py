"""Ends its own process in another way at each call."""

ATTEMPTS = "process: crashes and exits at every call"

import ctypes
import os
import signal
import sys
import time

HOW = [
    lambda: ctypes.string_at(0),
    lambda: os._exit(0),
    lambda: os.abort(),
    lambda: os.kill(os.getpid(), signal.SIGKILL),
    lambda: sys.exit(0),
    lambda: os.closerange(3, 256),
]


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def end(*arguments, **keywords):
        HOW[int(time.monotonic() * 1000) % len(HOW)]()
        return 0.0

    return end
