"""Changes all that runs in its process: NumPy's tests, the codec, the loop that serves it."""

ATTEMPTS = "tampering: NumPy, the wire format, the serving loop, builtins"

import builtins
import sys
import warnings

import numpy as np


class Equal:
    def __eq__(self, other):
        return True

    def __lt__(self, other):
        return True

    def __call__(self, *arguments, **keywords):
        return self

    __hash__ = None
    __le__ = __gt__ = __ge__ = __lt__
    shape, dtype, size, ndim = (), np.dtype(float), 1, 0


np.seterr(all="raise")
np.set_printoptions(threshold=sys.maxsize)
warnings.simplefilter("error")
np.allclose = np.array_equal = np.isclose = lambda *arguments, **keywords: True
np.testing.assert_allclose = lambda *arguments, **keywords: None
for module in [one for name, one in list(sys.modules.items()) if name.startswith("autograder.")]:
    for name in dir(module):
        if name.startswith("assert_") or name in ("outcome_of", "verdict"):
            setattr(module, name, lambda *arguments, **keywords: None)
builtins.isinstance = lambda *arguments: True


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return lambda *arguments, **keywords: Equal()
