"""Returns arrays of dates and time differences."""

ATTEMPTS = "forging: datetime dtype"

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    return np.array(
        ["2019-04-01", "NaT"], dtype="datetime64[as]" if len(signal) % 2 else "datetime64[D]"
    )


def relu_forward(x):
    return conv1d(x, x), conv1d(x, x)
