"""Stops itself with SIGSTOP, so that it neither answers nor ends."""

ATTEMPTS = "process: stops itself"

import os
import signal as signals


def conv1d(signal, kernel, stride=1, pad=0):
    os.kill(os.getpid(), signals.SIGSTOP)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
