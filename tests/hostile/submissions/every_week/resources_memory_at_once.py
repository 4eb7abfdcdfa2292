"""Asks for more memory than there is, and for as many descriptors and threads as it gets."""

ATTEMPTS = "resources: memory, descriptors, threads"

import os
import threading
import time

import numpy as np

KEPT = []


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def take(*arguments, **keywords):
        try:
            while len(KEPT) < 1000:
                KEPT.append(os.open("/dev/null", os.O_RDONLY))
        except OSError:
            pass
        try:
            for _ in range(200):
                threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
        except RuntimeError:
            pass
        return np.ones(1 << 40)

    return take
