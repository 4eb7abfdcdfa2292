"""Forks, runs programs, starts threads that go on, signals others; says what worked."""

ATTEMPTS = "process: children, programs, threads, signals, sessions"

import ctypes
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

LIBC = ctypes.CDLL(None, use_errno=True)
WORKED = []


def attempt(name, action):
    try:
        action()
    except BaseException:
        return
    WORKED.append(name)


def child():
    if os.fork() == 0:
        LIBC.prctl(15, b"ag-hostile", 0, 0, 0)
        time.sleep(600)
        os._exit(0)


def go_on():
    while True:
        time.sleep(0.05)


LIBC.prctl(15, b"ag-hostile", 0, 0, 0)
attempt("fork", child)
attempt("vfork", lambda: LIBC.vfork() >= 0 or 1 / 0)
attempt("posix_spawn", lambda: os.posix_spawn("/bin/sleep", ["ag-hostile", "600"], {}))
attempt("subprocess", lambda: subprocess.Popen([sys.executable, "-c", "import time;time.sleep(600)"]))
attempt("shell", lambda: os.system("sleep 600 &") and 1 / 0)
attempt("multiprocessing", lambda: multiprocessing.get_context("fork").Process(target=go_on).start())
attempt("kill all", lambda: os.kill(-1, signal.SIGKILL))
attempt("kill parent", lambda: os.kill(os.getppid(), signal.SIGKILL))
attempt("kill first", lambda: os.kill(1, signal.SIGTERM))
attempt("exec", lambda: os.execv("/bin/sleep", ["ag-hostile", "600"]))
for _ in range(4):
    attempt("thread", threading.Thread(target=go_on, daemon=False).start)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def tell(*arguments, **keywords):
        raise RuntimeError("worked: " + " ".join(WORKED))

    return tell
