"""Returns the very arrays that it was given, and changes them later."""

ATTEMPTS = "laziness: returns arguments"


given = []


def conv1d(signal, kernel, stride=1, pad=0):
    for array in given:
        array += 1
    given.append(signal)
    return signal


def relu_forward(x):
    given.append(x)
    return x, x


def relu_backward(dout, cache):
    cache += 1
    return cache
