"""Truncates, enlarges, seals, empties and closes the memory that it shares with the grader."""

ATTEMPTS = "forging: shared memory of another size"

import ctypes
import fcntl
import os
import stat

import numpy as np

libc = ctypes.CDLL(None)
KEEP_SIZE_AND_PUNCH_HOLE = 3


def files():
    for number in range(3, 64):
        try:
            if stat.S_ISREG(os.fstat(number).st_mode):
                yield number
        except OSError:
            continue


def conv1d(signal, kernel, stride=1, pad=0):
    for number in list(files()):
        for attack in (
            lambda: os.ftruncate(number, 0),
            lambda: os.ftruncate(number, 1 << 40),
            lambda: os.posix_fallocate(number, 0, 1 << 34),
            lambda: libc.fallocate(number, KEEP_SIZE_AND_PUNCH_HOLE, 0, 1 << 26),
            lambda: fcntl.fcntl(number, fcntl.F_ADD_SEALS, 0b11111),
            lambda: fcntl.fcntl(number, fcntl.F_SETLEASE, fcntl.F_WRLCK),
            lambda: fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB),
            lambda: os.fchmod(number, 0o777),
            lambda: os.lseek(number, 1 << 40, os.SEEK_SET),
            lambda: os.set_inheritable(number, True),
            lambda: os.close(number) if len(signal) % 2 else None,
        ):
            try:
                attack()
            except OSError:
                pass
    return np.full(1 << 17, 123.0)
