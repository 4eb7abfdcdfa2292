"""An array that a check can compare with the right one, and do nothing else with.

Grading tries a check on these in the place of a right submission's arrays. If it passes, all that
it does with them is to compare them: then it passes whatever else a submission answers in their
places, if only that is close enough to what they were compared with. Imports NumPy only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import numpy as np

_ANY = np.finfo(np.float64).max
"""A bound that every number keeps to, but infinity and NaN do not."""


class SealBrokenError(BaseException):
    """A check looked into a sealed array; no `Exception`, so that few checks catch it."""


class SealedArray:
    """In the place of an array of numbers. Whatever is done with it, but for `compare`, is refused.

    And it is noted: NumPy turns some refusals into an `Exception`, which a check may catch. By its
    `type` alone a check could tell it from an array.
    """

    __slots__ = ("_array", "_comparison", "_is_broken")

    def __init__(self, array: np.ndarray) -> None:
        object.__setattr__(self, "_array", array)
        object.__setattr__(self, "_comparison", None)
        object.__setattr__(self, "_is_broken", False)

    def __getattribute__(self, name: str) -> NoReturn:
        _break(self, name)


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
    before = object.__getattribute__(sealed, "_comparison")
    if (
        array.shape != right.shape
        or not np.isfinite(right).all()
        or not (np.abs(array - right) <= bound).all()
        or (before is not None and not all(map(np.array_equal, before, (right, bound))))
    ):
        _break(sealed, "another comparison")
    object.__setattr__(sealed, "_comparison", (right.copy(), bound))


def comparison_of(sealed: SealedArray) -> tuple[np.ndarray, np.ndarray]:
    """What is right, and by how much each number may be off; if it was not compared, by anything.

    Raises:
        SealBrokenError: more was done with it than that.
    """
    if object.__getattribute__(sealed, "_is_broken"):
        raise SealBrokenError("it was looked into")
    comparison: tuple[np.ndarray, np.ndarray] | None
    comparison = object.__getattribute__(sealed, "_comparison")
    return comparison or (np.zeros(shape_of(sealed)), np.full(shape_of(sealed), _ANY))


def _break(sealed: SealedArray, how: str) -> NoReturn:
    object.__setattr__(sealed, "_is_broken", True)
    raise SealBrokenError(how)


def _refused(name: str) -> Callable[..., NoReturn]:
    def refuse(sealed: SealedArray, *_: object, **__: object) -> NoReturn:
        _break(sealed, name)

    return refuse


# Python looks these up in the class, and not by `__getattribute__`: all that can be done with
# arrays and numbers.
_KEPT = {"__new__", "__init__", "__class__", "__getattribute__", "__doc__"}
_KEPT |= {"__init_subclass__", "__subclasshook__", "__class_getitem__"}
for _name in {*dir(np.ndarray), *dir(float)} - _KEPT:
    if _name.startswith("__"):
        setattr(SealedArray, _name, _refused(_name))
