"""Returns a small object that is 2^40 elements when it is written out."""

ATTEMPTS = "resources: shared references"


def conv1d(signal, kernel, stride=1, pad=0):
    value = [0.0]
    for _ in range(40):
        value = [value, value]
    return value
