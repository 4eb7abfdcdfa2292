"""Clears its parent-death signal, makes itself undumpable and adopts orphans."""

ATTEMPTS = "process: prctl"

import ctypes
import time


libc = ctypes.CDLL(None)
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 1, 4, 36
libc.prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0)
libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def conv1d(signal, kernel, stride=1, pad=0):
    ctypes.CDLL(None).prctl(
        15, b"ag-hostile", 0, 0, 0
    )  # the name under which a test looks for survivors
    time.sleep(3600)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
