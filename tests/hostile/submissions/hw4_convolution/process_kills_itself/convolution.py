"""Ends itself with SIGKILL, as the system does when memory is short."""

ATTEMPTS = "process: kills itself"

import os
import signal

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    os.kill(os.getpid(), signal.SIGKILL)


# Right on purpose: these points are honest.
def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
