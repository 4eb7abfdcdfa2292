"""Overwrites the functions of whatever __main__ is, and of all modules outside of the library."""

ATTEMPTS = "tampering: patches own process"

import sys
import types

import numpy as np


def conv1d(signal, kernel, stride=1, pad=0):
    import __main__

    for module in [__main__, *sys.modules.values()]:
        path = getattr(module, "__file__", None) or ""
        if "lib/python" in path or module is sys.modules[__name__] or "site-packages" in path:
            continue
        for key, value in list(vars(module).items()):
            if isinstance(value, types.FunctionType):
                value.__code__ = (lambda *a, **k: b"passed").__code__
    return np.full(1, 123.0)


# Right on purpose: these points are honest.
def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return filter_size * n_out


def shared_parameters(filter_size):
    return filter_size
