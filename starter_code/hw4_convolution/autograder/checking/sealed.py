"""An array that a check can compare with the right one, and do nothing else with.

Grading tries a check on these in the place of a right submission's arrays. If it passes, all that
it does with them is to compare them: then it passes whatever else a submission answers in their
places, if only that is close enough to what they were compared with. Sums of an array's numbers,
each with a factor, can be compared in its place: an inner product, a product with a vector. Imports
NumPy only.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple, NoReturn

import numpy as np

_ANY = np.finfo(np.float64).max
"""A bound that every number keeps to, but infinity and NaN do not."""
_MOST_FACTORS = 1 << 14
"""Of the sums of one array: of a large array, a check is better run."""


class SealBrokenError(BaseException):
    """A check looked into a sealed array; no `Exception`, so that few checks catch it."""


class Comparison(NamedTuple):
    """All that is done with a sealed array."""

    right: np.ndarray
    """float64, finite."""
    bound: np.ndarray
    """By how much each number may be off."""
    factors: np.ndarray | None = None
    """Where sums of the array's numbers are compared: the factors, a row for each sum."""


class SealedArray:
    """In the place of an array of numbers. What is done with it, but for the below, is refused.

    And it is noted: NumPy turns some refusals into an `Exception`, which a check may catch. By its
    `type` alone a check could tell it from an array.
    """

    __slots__ = ("_array", "_comparison", "_factors", "_is_broken", "_summed")

    def __init__(
        self,
        array: np.ndarray,
        summed: SealedArray | None = None,
        factors: np.ndarray | None = None,
    ) -> None:
        object.__setattr__(self, "_array", array)
        object.__setattr__(self, "_comparison", None)
        object.__setattr__(self, "_is_broken", False)
        object.__setattr__(self, "_summed", summed)
        object.__setattr__(self, "_factors", factors)

    def __getattribute__(self, name: str) -> NoReturn:
        _break(self, name)

    def __matmul__(self, vector: object) -> SealedArray:
        """A matrix times a vector of float64: each number of the product is a sum."""
        shape = shape_of(self)
        if (
            not isinstance(vector, np.ndarray)
            or vector.dtype != np.float64  # NumPy might add up in less than double precision
            or len(shape) != 2
            or vector.shape != shape[1:]
            or shape[0] * math.prod(shape) > _MOST_FACTORS
        ):
            _break(self, "__matmul__")
        rows = range(shape[0])
        factors = np.zeros((len(rows), *shape))
        factors[rows, rows] = vector
        return sums(self, factors.reshape(len(rows), -1))


def shape_of(sealed: SealedArray) -> tuple[int, ...]:
    """The array's shape, which is no secret."""
    array: np.ndarray = object.__getattribute__(sealed, "_array")
    return array.shape


def sums(sealed: SealedArray, factors: np.ndarray) -> SealedArray:
    """Sums of the array's numbers, each times its factor, to be compared in its place.

    Args:
        sealed: in the place of an array.
        factors: a row for each sum, or one row alone for a single number.

    Raises:
        SealBrokenError: this is no matter of comparing.
    """
    array: np.ndarray = object.__getattribute__(sealed, "_array")
    is_summed = object.__getattribute__(sealed, "_summed") is not None
    if is_summed or factors.size > _MOST_FACTORS or not np.isfinite(factors).all():
        _break(sealed, "sums")
    factors = factors.astype(np.float64)
    return SealedArray(factors @ array.ravel().astype(np.float64), sealed, factors)


def compare(sealed: SealedArray, right: np.ndarray, bound: np.ndarray) -> None:
    """Note what is right.

    Args:
        sealed: in the place of an array, or sums of one.
        right: float64.
        bound: by how much each number may be off.

    Raises:
        SealBrokenError: the array is not close to it, or this is no matter of a bound alone.
    """
    array = object.__getattribute__(sealed, "_array")
    factors = object.__getattribute__(sealed, "_factors")
    summed = object.__getattribute__(sealed, "_summed")
    noted = sealed if summed is None else summed
    before: Comparison | None = object.__getattribute__(noted, "_comparison")
    now = Comparison(right.copy(), bound, factors)
    if (
        array.shape != right.shape
        or not np.isfinite(right).all()
        or not (np.abs(array - right) <= bound).all()
        or (before is not None and not _is_same(before, now))
    ):
        _break(noted, "another comparison")
    object.__setattr__(noted, "_comparison", now)


def comparison_of(sealed: SealedArray) -> Comparison:
    """What is done with it; if it was not compared, it may be anything.

    Raises:
        SealBrokenError: more was done with it than that.
    """
    if object.__getattribute__(sealed, "_is_broken"):
        raise SealBrokenError("it was looked into")
    compared: Comparison | None = object.__getattribute__(sealed, "_comparison")
    shape = shape_of(sealed)
    return compared or Comparison(np.zeros(shape), np.full(shape, _ANY))


def _is_same(one: Comparison, other: Comparison) -> bool:
    parts = zip(map(np.asarray, one), map(np.asarray, other), strict=True)
    return all(np.array_equal(part, also) for part, also in parts)


def _break(sealed: SealedArray, how: str) -> NoReturn:
    object.__setattr__(sealed, "_is_broken", True)
    summed = object.__getattribute__(sealed, "_summed")
    if summed is not None:
        _break(summed, how)
    raise SealBrokenError(how)


def _refused(name: str) -> Callable[..., NoReturn]:
    def refuse(sealed: SealedArray, *_: object, **__: object) -> NoReturn:
        _break(sealed, name)

    return refuse


# Python looks these up in the class, and not by `__getattribute__`: all that can be done with
# arrays and numbers.
_KEPT = {"__new__", "__init__", "__class__", "__getattribute__", "__doc__", "__matmul__"}
_KEPT |= {"__init_subclass__", "__subclasshook__", "__class_getitem__"}
for _name in {*dir(np.ndarray), *dir(float)} - _KEPT:
    if _name.startswith("__"):
        setattr(SealedArray, _name, _refused(_name))
