"""Answers that are as good as the expected ones, since a check only compares their numbers.

Nothing of them is decoded: all but these numbers must be the same bytes, also what says where in
the message arrays lie, so that the numbers are in places that are known beforehand. So the answers
of a hostile process can be looked at in a process that lives on. Imports NumPy,
`autograder.checking.sealed` and `wire` only.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.checking.sealed import Comparison
from autograder.sandbox.wire import Bundle, decode_trusted

_PRECISIONS = (np.dtype("<f8"), np.dtype("<f4"))
"""In which right solutions compute, where the reference does so in the first one."""
_ROUNDING = 4 * float(np.finfo(np.float64).eps)
"""For each number of a sum, more than what the order of summation makes of it."""


@dataclass(frozen=True)
class ExpectedAnswer:
    """One answer."""

    message: bytes
    compared: tuple[Comparison | None, ...] = ()
    """Of the first arrays of the message; None for one that a check may look at, as at others."""


@dataclass(frozen=True)
class _Numbers:
    """Those of an array that a check only compares."""

    dtype: np.dtype
    start: int
    count: int

    def of(self, message: bytes) -> np.ndarray:
        return np.frombuffer(message, self.dtype, self.count, self.start)


@dataclass(frozen=True)
class _Sums:
    """Those of an array of which a check compares sums only."""

    numbers: _Numbers
    factors: np.ndarray
    right: np.ndarray
    bound: np.ndarray

    def are_close(self, message: bytes) -> bool:
        """Whether they are, in whatever order a check adds the numbers up."""
        given = self.numbers.of(message).astype("<f8")
        off = np.abs(self.factors @ given - self.right)
        off += _ROUNDING * given.size * (np.abs(self.factors) @ np.abs(given))
        return bool((off <= self.bound).all())


@dataclass(frozen=True)
class _Form:
    """A message, but for its numbers."""

    length: int
    fixed: tuple[tuple[int, bytes], ...]
    """What must stand where."""
    numbers: tuple[_Numbers, ...]
    sums: tuple[_Sums, ...]

    def fits(self, message: bytes) -> bool:
        return len(message) == self.length and all(
            message.startswith(part, start) for start, part in self.fixed
        )


class CloseAnswers:
    """All messages that are as good as the one with these answers."""

    def __init__(self, answers: Sequence[ExpectedAnswer]) -> None:
        self._answers = answers

    def include(self, message: bytes) -> bool:
        """Whether this message, which anybody may have made, is one of them."""
        form = next((form for form in self._forms if form.fits(message)), None)
        if form is None or not (form.numbers or form.sums):
            return False
        right, bound = self._right_and_bound
        with np.errstate(over="ignore", invalid="ignore"):
            given = _joined([numbers.of(message) for numbers in form.numbers])
            are_close = (np.abs(given - right) <= bound).all()
            return bool(are_close) and all(sums.are_close(message) for sums in form.sums)

    @functools.cached_property
    def _forms(self) -> list[_Form]:
        """Made when a message is not the expected one; most are."""
        return [self._form(precision) for precision in _PRECISIONS]

    def _form(self, precision: np.dtype) -> _Form:
        bundle = Bundle()
        arrays: list[tuple[np.ndarray, Comparison | None]] = []
        for answer in self._answers:
            value, of_answer = _in_precision(precision, answer)
            bundle.add(value)
            arrays += of_answer
        length, skeleton, *data = map(bytes, bundle.message())
        fixed, numbers, sums = [(0, length + skeleton)], [], []
        start = len(fixed[0][1])
        for (array, compared), part in zip(arrays, data, strict=True):
            if compared is None:
                fixed.append((start, part))
            else:
                any_numbers = _Numbers(array.dtype, start, array.size)
                if compared.factors is None:
                    numbers.append(any_numbers)
                else:
                    right, bound, factors = compared.right, compared.bound, compared.factors
                    sums.append(_Sums(any_numbers, factors, right, bound))
            start += len(part)
        return _Form(start, tuple(fixed), tuple(numbers), tuple(sums))

    @functools.cached_property
    def _right_and_bound(self) -> tuple[np.ndarray, np.ndarray]:
        """What is right, and by how much each number may be off, where no sums are compared."""
        all_of_them = itertools.chain(*(answer.compared for answer in self._answers))
        compared = [one for one in all_of_them if one is not None and one.factors is None]
        rights = [one.right.ravel() for one in compared]
        return _joined(rights), _joined([one.bound.ravel() for one in compared])


def _joined(arrays: Sequence[np.ndarray]) -> np.ndarray:
    """The numbers of all, of which there may be none."""
    return np.concatenate([np.empty(0), *arrays], dtype="<f8")


def _in_precision(
    precision: np.dtype, answer: ExpectedAnswer
) -> tuple[object, list[tuple[np.ndarray, Comparison | None]]]:
    """An answer of this precision, with any numbers where these are compared.

    Returns:
        It, and its arrays in the order of the message, each with all that is done with it, if that
        is known.
    """
    arrays: list[tuple[np.ndarray, Comparison | None]] = []

    def changed(array: np.ndarray) -> np.ndarray:
        number = len(arrays)
        compared = answer.compared[number] if number < len(answer.compared) else None
        if compared is not None and array.dtype == _PRECISIONS[0]:
            array = np.zeros(array.shape, precision)
        arrays.append((array, compared))
        return array

    return _with_arrays(changed, decode_trusted(answer.message)), arrays


def _with_arrays(change: Callable[[np.ndarray], np.ndarray], value: object) -> object:
    """A value with other arrays, in the order in which a message has them."""
    if isinstance(value, np.ndarray):
        return change(value)
    if isinstance(value, dict):
        return {name: _with_arrays(change, part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return type(value)([_with_arrays(change, part) for part in value])
    return value
