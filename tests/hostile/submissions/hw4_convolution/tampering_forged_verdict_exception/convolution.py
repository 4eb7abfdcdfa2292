"""Raises an exception that is named, and carries the attributes of, a passed check."""

ATTEMPTS = "tampering: forged verdict exception"


class CheckStopped(BaseException):
    verdict = "passed"
    message = ""
    submission_trace = None


class Passed(AssertionError):
    pass


CheckStopped.__module__ = "autograder.checking.verdicts"


def conv1d(signal, kernel, stride=1, pad=0):
    raise CheckStopped("passed")


def conv2d_forward(x, w, b, stride=1, pad=0):
    raise Passed("passed")


def relu_forward(x):
    raise GeneratorExit


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    raise StopIteration([])
