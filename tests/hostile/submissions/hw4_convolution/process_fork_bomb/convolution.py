"""Forks at import, and its children fork too: at most 2^7 processes that sleep for a minute."""

ATTEMPTS = "process: fork bomb"

import ctypes
import os
import time

ctypes.CDLL(None).prctl(
    15, b"ag-hostile", 0, 0, 0
)  # the name under which a test looks for survivors
for generation in range(7):
    try:
        os.fork()
    except OSError:
        pass
time.sleep(60)
