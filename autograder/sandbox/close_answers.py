"""Answers that are as good as the expected ones, since a check only compares their numbers.

Nothing of them is decoded: all but these numbers must be the same bytes, also what says where in
the message arrays lie, so that the numbers are in places that are known beforehand. So the answers
of a hostile process can be looked at in a process that lives on. Imports NumPy and `wire` only.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.sandbox.wire import Bundle, decode_trusted

_PRECISIONS = (np.dtype("<f8"), np.dtype("<f4"))
"""In which right solutions compute, where the reference does so in the first one."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """All that a check does with an array."""

    right: np.ndarray
    """float64, finite."""
    bound: np.ndarray
    """By how much each number may be off."""


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
class _Form:
    """A message, but for its numbers."""

    length: int
    fixed: tuple[tuple[int, bytes], ...]
    """What must stand where."""
    numbers: tuple[_Numbers, ...]

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
        if form is None or not form.numbers:
            return False
        right, bound = self._comparison
        with np.errstate(over="ignore", invalid="ignore"):
            given = np.concatenate([numbers.of(message) for numbers in form.numbers], dtype="<f8")
            return bool((np.abs(given - right) <= bound).all())

    @functools.cached_property
    def _forms(self) -> list[_Form]:
        """Made when a message is not the expected one; most are."""
        return [self._form(precision) for precision in _PRECISIONS]

    def _form(self, precision: np.dtype) -> _Form:
        bundle = Bundle()
        arrays: list[tuple[np.ndarray, bool]] = []
        for answer in self._answers:
            value, of_answer = _in_precision(precision, answer)
            bundle.add(value)
            arrays += of_answer
        length, skeleton, *data = map(bytes, bundle.message())
        fixed, numbers = [(0, length + skeleton)], []
        start = len(fixed[0][1])
        for (array, is_compared), part in zip(arrays, data, strict=True):
            if is_compared:
                numbers.append(_Numbers(array.dtype, start, array.size))
            else:
                fixed.append((start, part))
            start += len(part)
        return _Form(start, tuple(fixed), tuple(numbers))

    @functools.cached_property
    def _comparison(self) -> tuple[np.ndarray, np.ndarray]:
        """What is right, and by how much each number may be off."""
        all_of_them = itertools.chain(*(answer.compared for answer in self._answers))
        comparisons = [one for one in all_of_them if one is not None]
        return (
            np.concatenate([one.right.ravel() for one in comparisons]),
            np.concatenate([one.bound.ravel() for one in comparisons]),
        )


def _in_precision(
    precision: np.dtype, answer: ExpectedAnswer
) -> tuple[object, list[tuple[np.ndarray, bool]]]:
    """An answer of this precision, with any numbers where these are compared.

    Returns:
        It, and its arrays in the order of the message, each with whether it is compared.
    """
    arrays: list[tuple[np.ndarray, bool]] = []
    is_compared = [one is not None for one in answer.compared]

    def changed(array: np.ndarray) -> np.ndarray:
        is_only_compared = len(arrays) < len(is_compared) and is_compared[len(arrays)]
        if is_only_compared and array.dtype == _PRECISIONS[0]:
            array = np.zeros(array.shape, precision)
        arrays.append((array, is_only_compared))
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
