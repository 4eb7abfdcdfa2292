"""An array that a check can compare with the right one, and do nothing else with.

Grading tries a check on these in the place of a right submission's arrays. If it passes, all that
it does with them is to compare them: then it passes whatever else a submission answers in their
places, if only that is close enough to what they were compared with. Imports NumPy only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import numpy as np


class SealBrokenError(BaseException):
    """A check looked into a sealed array; no `Exception`, so that no check catches it."""


class SealedArray:
    """In the place of an array of numbers. Whatever is done with it, but for `compare`, is refused.

    A check could tell it from an array by `type`, `is` and `id` alone.
    """

    __slots__ = ("_array", "_comparison")

    def __init__(self, array: np.ndarray) -> None:
        object.__setattr__(self, "_array", array)
        object.__setattr__(self, "_comparison", None)

    def __getattribute__(self, name: str) -> NoReturn:
        raise SealBrokenError(name)


def shape_of(sealed: SealedArray) -> tuple[int, ...]:
    """The array's shape, which is no secret."""
    array: np.ndarray = object.__getattribute__(sealed, "_array")
    return array.shape


def compare(sealed: SealedArray, right: np.ndarray, bound: np.ndarray) -> None:
    """Note what is right.

    Args:
        sealed: in the place of an array.
        right: float64.
        bound: by how much each number may be off.

    Raises:
        SealBrokenError: the array is not close to it, or this is no matter of a bound alone.
    """
    array = object.__getattribute__(sealed, "_array")
    before = comparison_of(sealed)
    if (
        array.shape != right.shape
        or not np.isfinite(right).all()
        or not (np.abs(array - right) <= bound).all()
        or (before is not None and not all(map(np.array_equal, before, (right, bound))))
    ):
        raise SealBrokenError("another comparison")
    object.__setattr__(sealed, "_comparison", (right.copy(), bound))


def comparison_of(sealed: SealedArray) -> tuple[np.ndarray, np.ndarray] | None:
    """What is right, and by how much each number may be off; or nothing, if all numbers are."""
    comparison: tuple[np.ndarray, np.ndarray] | None
    comparison = object.__getattribute__(sealed, "_comparison")
    return comparison


def _refused(name: str) -> Callable[..., NoReturn]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise SealBrokenError(name)

    return refuse


# Python looks these up in the class, and not by `__getattribute__`: all that can be done with
# arrays, numbers and containers.
_KEPT = {"__new__", "__init__", "__class__", "__getattribute__", "__doc__"}
_KEPT |= {"__init_subclass__", "__subclasshook__", "__class_getitem__"}
for _kind in (np.ndarray, complex, float, list, dict):
    for _name in set(dir(_kind)) - _KEPT:
        if _name.startswith("__"):
            setattr(SealedArray, _name, _refused(_name))
