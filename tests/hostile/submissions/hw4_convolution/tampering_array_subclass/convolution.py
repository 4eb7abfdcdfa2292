"""Returns an ndarray subclass whose every ufunc and function says that all is equal."""

ATTEMPTS = "tampering: array subclass"

import numpy as np


class AlwaysRight(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **keywords):
        return np.True_ if ufunc.nout == 1 else (np.True_,) * ufunc.nout

    def __array_function__(self, function, types, arguments, keywords):
        return True

    def __array_finalize__(self, other):
        pass

    def __eq__(self, other):
        return np.True_

    def astype(self, *rest, **keywords):
        return self

    def tobytes(self, *rest):
        return b""

    all = any = lambda self, *rest, **keywords: np.True_


def conv1d(signal, kernel, stride=1, pad=0):
    return np.zeros(3).view(AlwaysRight)


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    return np.zeros((3, n)).view(AlwaysRight)


def max_pool2d_forward(x, size, stride):
    return np.zeros(x.shape).view(AlwaysRight), None
