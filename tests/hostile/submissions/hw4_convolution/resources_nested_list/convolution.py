"""Returns a list in a list in a list, a hundred thousand deep."""

ATTEMPTS = "resources: nested list"


def conv1d(signal, kernel, stride=1, pad=0):
    value = []
    for _ in range(100_000):
        value = [value]
    return value


def conv2d_forward(x, w, b, stride=1, pad=0):
    value = ()
    for _ in range(100_000):
        value = (value, None)
    return value
