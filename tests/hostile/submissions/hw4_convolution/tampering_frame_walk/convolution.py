"""Looks for the right answer in the local variables of its callers."""

ATTEMPTS = "tampering: frame walk"

import sys

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    frame = sys._getframe(1)
    seen = []
    while frame is not None:
        seen.append(f"{frame.f_code.co_filename}:{frame.f_code.co_name}")
        for name in ("expected", "right", "reference", "solution", "partner", "answer"):
            for scope in (frame.f_locals, frame.f_globals):
                if name in scope:
                    value = scope[name]
                    print("stole", name)
                    return (
                        value.conv1d(signal, kernel, stride, pad)
                        if hasattr(value, "conv1d")
                        else value
                    )
        frame = frame.f_back
    print("callers:", seen)
    return np.full(1, 123.0)
