"""Gradients by differences, and the inner product of adjointness.

Imports NumPy, `compare` and `sealed` only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np

from autograder.checking import sealed
from autograder.checking.compare import Tolerance, assert_shape
from autograder.checking.sealed import SealedArray

SMOOTH_STEP = 0.01
"""The step for smooth functions of small numbers that may compute in float32."""

BY_DIFFERENCES = Tolerance(
    relative=1e-3,
    absolute=1e-3,
    reason=(
        "Differences over SMOOTH_STEP are off by its square times a sixth of the third derivative, "
        "some 1e-5 to 1e-4 in small numbers; values around 10 found in float32, by 1e-6, divided "
        "by that step."
    ),
)


def inner(a: np.ndarray, b: np.ndarray | SealedArray) -> float:
    """⟨a, b⟩ = Σ a_i b_i, over arrays of one shape."""
    assert_shape(b, np.shape(a), name="the second array of an inner product")
    if type(b) is SealedArray:
        return cast(float, sealed.sums(b, np.ravel(a)))
    return float(np.sum(np.asarray(a, dtype=np.float64) * np.asarray(b, dtype=np.float64)))


def numerical_gradient(
    function: Callable[[np.ndarray], np.ndarray | float],
    x: np.ndarray,
    upstream: np.ndarray | float = 1.0,
    *,
    step: float = 1e-5,
) -> np.ndarray:
    """The gradient of ⟨upstream, function(x)⟩ by central differences.

    Args:
        function: maps an array of x's shape to an array of upstream's shape, or to a number.
        x: where; float64. It is not modified.
        upstream: the gradient that arrives at the function's output.
        step: half the distance of the two points. For a function that is linear in x, or
            piecewise linear with all kinks further away, a large step such as 0.25 has no
            truncation error and also suits a function that computes in float32.

    Returns:
        float64 array of x's shape.
    """
    weights = np.asarray(upstream, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[index] += step
        below[index] -= step
        difference = np.asarray(function(above)) - np.asarray(function(below))
        assert_shape(difference, weights.shape, name="the output whose gradient is dout")
        gradient[index] = np.sum(weights * difference) / (2 * step)
    return gradient
