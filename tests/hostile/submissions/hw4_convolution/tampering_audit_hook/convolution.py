"""Installs an audit hook that vetoes what the process does from now on."""

ATTEMPTS = "tampering: audit hook"

import sys

import numpy as np


def veto(event, arguments):
    if event in (
        "open",
        "socket.sendmsg",
        "os.fork",
        "object.__getattr__",
        "marshal.loads",
        "compile",
    ):
        raise RuntimeError("vetoed " + event)


sys.addaudithook(veto)


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
