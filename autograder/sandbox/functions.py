"""A check's own function, such as a distance between histograms, as an argument of a call.

It crosses as code, in one direction only: from the grader into the sandbox. Imports NumPy and the
standard library only.
"""

from __future__ import annotations

import builtins
import inspect
import marshal
from types import FunctionType

import numpy as np


def code_of(function: FunctionType) -> bytes:
    """The function's code, for an interpreter of this very version.

    Raises:
        TypeError: it uses more than its own arguments, built-in names and `np`; that would not
            cross with it.
    """
    outside = inspect.getclosurevars(function)
    used = {*outside.nonlocals, *outside.globals} - {"np"}
    if used or function.__defaults__ or function.__kwdefaults__:
        what = ", ".join(sorted(used)) or "defaults for its arguments"
        raise TypeError(
            f"{function.__name__} is given to a submission but uses {what}; "
            "only its own arguments, built-in names and np can cross the wall with it."
        )
    return marshal.dumps(function.__code__)


def function_of(code: bytes) -> FunctionType:
    """The function again, on the other side."""
    namespace = {"np": np, "__builtins__": builtins}
    return FunctionType(marshal.loads(code), namespace)
