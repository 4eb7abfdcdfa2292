"""Stops all clocks of its process, so that its time is never up."""

ATTEMPTS = "tampering: clock"

import signal
import threading
import time


for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
    setattr(time, name, lambda: 0.0)
    setattr(time, name + "_ns", lambda: 0)
signal.alarm(0)
signal.setitimer(signal.ITIMER_REAL, 0)
threading.Timer.run = lambda self: None


def conv1d(signal, kernel, stride=1, pad=0):
    for _ in range(10**12):
        pass
