"""Returns generators and iterators without an end."""

ATTEMPTS = "resources: infinite generator"

import itertools


class Endless(list):
    def __iter__(self):
        return itertools.count()

    def __len__(self):
        return 3


class EndlessTuple(tuple):
    def __iter__(self):
        return itertools.count()

    def __getitem__(self, index):
        return index


def conv1d(signal, kernel, stride=1, pad=0):
    return (float(k) for k in itertools.count())


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    return Endless([1, 2, 3])


def conv2d_forward(x, w, b, stride=1, pad=0):
    return EndlessTuple((1, 2))
