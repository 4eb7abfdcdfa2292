"""This seems to be a correlation: the kernel is laid over the signal as it is. What does a
convolution do with the kernel first?
"""

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    padded = np.pad(signal, pad)
    windows = np.lib.stride_tricks.sliding_window_view(padded, len(kernel))
    return windows[::stride] @ kernel
