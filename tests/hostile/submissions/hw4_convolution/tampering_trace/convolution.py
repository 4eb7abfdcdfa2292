"""Installs trace and profile functions that rewrite the variables of everybody else's frames."""

ATTEMPTS = "tampering: trace"

import sys
import threading

import numpy as np


def spy(frame, event, argument):
    if frame.f_code.co_filename != __file__:
        for name in ("expected", "received", "right", "given", "value", "answer"):
            if name in frame.f_locals:
                frame.f_locals[name] = 0
    return spy


sys.settrace(spy)
sys.setprofile(spy)
threading.settrace(spy)
threading.setprofile(spy)


def conv1d(signal, kernel, stride=1, pad=0):
    return np.full(1, 123.0)
