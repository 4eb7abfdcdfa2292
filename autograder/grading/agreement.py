"""Whether two answers are equal as checks see them. Imports NumPy and checking."""

from __future__ import annotations

import numpy as np

from autograder.checking.compare import DEFAULT_TOLERANCE, Tolerance, assert_close

_SINGLE_PRECISION = Tolerance(
    relative=1e-3,
    absolute=2e-3,
    reason=(
        "A deep network enlarges each layer's rounding, and a wrong one more than a right one: the "
        "same wrong ResNet, in the sandbox and here, is up to 5e-4 of its largest score apart."
    ),
)


def snapshot(value: object) -> object:
    """A value as it is now: a later call may write into its arrays."""
    if isinstance(value, np.ndarray):
        return value.copy()
    return tuple(map(snapshot, value)) if isinstance(value, tuple | list) else value


def agree(one: object, other: object) -> bool:
    """Whether two values are equal as checks see them: numbers up to the usual tolerance."""
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(agree, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(agree(one[key], other[key]) for key in one)
    if _is_numeric(one) and _is_numeric(other):
        return _numbers_agree(np.asarray(one), np.asarray(other))
    # Any other value can't cross the wall: nothing is known of it but its type.
    return isinstance(one, str | bytes | None) and type(one) is type(other) and one == other


def _is_numeric(value: object) -> bool:
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "biufc"
    return isinstance(value, int | float | complex)


def _numbers_agree(one: np.ndarray, other: np.ndarray) -> bool:
    if np.iscomplexobj(one) != np.iscomplexobj(other):
        return False
    is_single = np.float32 in (one.dtype, other.dtype)
    tolerance = _SINGLE_PRECISION if is_single else DEFAULT_TOLERANCE
    try:
        assert_close(one.real, other.real, tolerance=tolerance)
        if np.iscomplexobj(one):
            assert_close(one.imag, other.imag, tolerance=tolerance)
    except AssertionError:
        return False
    return True
