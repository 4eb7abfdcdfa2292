"""Starts processes with raw system calls (fork, vfork, clone3) instead of the library's."""

ATTEMPTS = "process: raw clone"

import ctypes
import functools
import os
import time


libc = ctypes.CDLL(None, use_errno=True)


@functools.cache  # once
def attack():
    said = []
    if os.uname().machine == "x86_64":
        arguments = (ctypes.c_uint64 * 11)()
        arguments[4] = 17  # SIGCHLD
        for name, call in (
            ("fork", lambda: libc.syscall(57)),
            ("clone3", lambda: libc.syscall(435, arguments, 88)),
        ):
            pid = call()
            if pid == 0:
                ctypes.CDLL(None).prctl(
                    15, b"ag-hostile", 0, 0, 0
                )  # the name under which a test looks for survivors
                time.sleep(60)
                os._exit(0)
            said.append(f"{name}: {pid} {os.strerror(ctypes.get_errno())}")
    return "; ".join(said)


def conv1d(signal, kernel, stride=1, pad=0):
    return attack()
