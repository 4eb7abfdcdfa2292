"""Programs to compare: two honest solutions of one exercise, and what becomes of a copy."""

from __future__ import annotations

ONE = '''\
"""Homework."""
import numpy as np


def smooth(values, width):
    """The mean of every window."""
    out = np.zeros(len(values) - width + 1)
    for start in range(len(out)):
        total = 0.0
        for offset in range(width):
            total += values[start + offset]
        out[start] = total / width  # the mean
    return out


def peaks(values):
    found = []
    for k in range(1, len(values) - 1):
        left, right = values[k - 1], values[k + 1]
        if values[k] > left and values[k] > right:
            found.append(k)
    return np.array(found, dtype=int)
'''
OTHER = """\
from numpy.lib.stride_tricks import sliding_window_view
import numpy as np

def smooth(signal, n):
    return sliding_window_view(signal, n).mean(axis=-1)

def peaks(signal):
    inner = signal[1:-1]
    is_peak = (inner > signal[:-2]) & (inner > signal[2:])
    return np.flatnonzero(is_peak) + 1
"""
COPY = '''\
# my own work
import numpy as np

def peaks(v):
    """Where v is greater than both neighbours."""
    result = []
    for index in range(1, len(v) - 1):
        (before, after) = (v[index - 1], v[index + 1],)
        if v[index] > before and v[index] > after:
            result.append(index)
    return np.array(
        result,
        dtype=int,
    )



def smooth(v, w):
    res = np.zeros(len(v) - w + 1)
    for i in range(len(res)):
        s = 0.0
        for j in range(w):
            # add up
            s += v[i + j]
        res[i] = s / w
    return res
'''
"""Of `ONE`: renamed, reordered, with other comments and another layout."""
STUB = '''\
"""Homework."""
import numpy as np


def smooth(values: np.ndarray, width: int) -> np.ndarray:
    """The mean of every window."""
    # TODO: Implement.
    raise NotImplementedError("smooth")


def peaks(values: np.ndarray) -> np.ndarray:
    """Where a value is greater than both its neighbours."""
    # TODO: Implement.
    raise NotImplementedError("peaks")
'''
