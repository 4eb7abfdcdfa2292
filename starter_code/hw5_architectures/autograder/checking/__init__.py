"""What a check is written with; the same code runs on a student's machine and in grading.

A bundle carries a copy of this folder, so it may import only the standard library, NumPy,
Hypothesis, pytest and gradescope-utils, and nothing else of `autograder`.

What is offered here is imported when it is first asked for: it needs Hypothesis and pytest, which
most of `autograder` does without, and which take longer to import than a command may take.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.checking.cases import (
        FEW_EXAMPLES,
        WindowGeometry,
        distinct_arrays,
        integer_arrays,
        nonzero_arrays,
        several_arrays,
        telling,
        window_geometries,
    )
    from autograder.checking.compare import (
        DEFAULT_TOLERANCE,
        Tolerance,
        assert_close,
        assert_equal,
        assert_finite,
        assert_modifies_no_argument,
        assert_raises_value_error,
        assert_shape,
    )
    from autograder.checking.gradients import BY_DIFFERENCES, SMOOTH_STEP, inner, numerical_gradient
    from autograder.checking.moves import assert_moved
    from autograder.checking.randomness import assert_as_often, with_generator

__all__ = [
    "BY_DIFFERENCES",
    "DEFAULT_TOLERANCE",
    "FEW_EXAMPLES",
    "SMOOTH_STEP",
    "Tolerance",
    "WindowGeometry",
    "assert_as_often",
    "assert_close",
    "assert_equal",
    "assert_finite",
    "assert_modifies_no_argument",
    "assert_moved",
    "assert_raises_value_error",
    "assert_shape",
    "distinct_arrays",
    "inner",
    "integer_arrays",
    "nonzero_arrays",
    "numerical_gradient",
    "several_arrays",
    "telling",
    "window_geometries",
    "with_generator",
]

_MODULES = ("cases", "compare", "gradients", "moves", "randomness")

if not TYPE_CHECKING:  # to a type checker, a module with this function would have every name

    def __getattr__(name: str) -> object:
        if name in __all__:
            for module in _MODULES:
                offered = vars(importlib.import_module(f"{__name__}.{module}"))
                if name in offered:
                    return offered[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
