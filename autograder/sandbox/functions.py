"""A check's own function, such as a distance between histograms, as an argument of a call.

It crosses as code, in one direction only: from the grader into the sandbox. Imports NumPy and the
standard library only.
"""

from __future__ import annotations

import builtins
import dis
import marshal
from types import CodeType, FunctionType

import numpy as np


def code_of(function: FunctionType) -> bytes:
    """The function's code, for an interpreter of this very version.

    Raises:
        TypeError: it uses more than its own arguments, built-in names, `np` and what it imports
            itself; that would not cross with it.
    """
    code = function.__code__
    used = {*_global_names(code), *code.co_freevars} - {"np", *dir(builtins)}
    if used or function.__defaults__ or function.__kwdefaults__:
        what = ", ".join(sorted(used)) or "defaults for its arguments"
        raise TypeError(
            f"{function.__name__} is given to a submission but uses {what}; "
            "only its own arguments, built-in names and np can cross the wall with it."
        )
    return marshal.dumps(code)


def function_of(code: bytes) -> FunctionType:
    """The function again, on the other side."""
    namespace = {"np": np, "__builtins__": builtins}
    return FunctionType(marshal.loads(code), namespace)


def _global_names(code: CodeType) -> set[str]:
    """The global names that are read in it, or in a function or class inside it."""
    inner = [part for part in code.co_consts if isinstance(part, CodeType)]
    read = {one.argval for one in dis.get_instructions(code) if one.opname == "LOAD_GLOBAL"}
    return read.union(*map(_global_names, inner))
