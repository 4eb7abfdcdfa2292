"""The result has outputs for positions at which the kernel sticks out of the padded signal.
Look up what the modes of a library's convolution mean.
"""

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.convolve(np.pad(signal, pad), kernel)[::stride]
