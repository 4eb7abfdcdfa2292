"""Returns a string of 1 GB."""

ATTEMPTS = "resources: giant string"


def conv1d(signal, kernel, stride=1, pad=0):
    return "passed" * (2**30 // 6)
