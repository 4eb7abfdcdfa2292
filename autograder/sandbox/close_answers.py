"""Answers that are as good as the expected ones, since a check only compares their numbers.

Nothing of them is decoded: all but these numbers must be the same bytes, also what says where in
the message arrays lie, so that the numbers are in places that are known beforehand. So the answers
of a hostile process can be looked at in a process that lives on. Imports NumPy, checking and `wire`
only.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.checking.sealed import SealedArray, comparison_of, shape_of
from autograder.sandbox.wire import Bundle, decode_trusted

_PRECISIONS = (np.dtype("<f8"), np.dtype("<f4"))
"""In which right solutions compute, where the reference does so in the first one."""
_ANY = np.finfo(np.float64).max


@dataclass(frozen=True)
class ExpectedAnswer:
    """One answer."""

    message: bytes
    sealed: tuple[SealedArray | None, ...] = ()
    """The first arrays of the message, as a check gets them that only compares them; None in the
    place of one that it gets as it is, as it does all others."""


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
        """In the message's order, and whether only their numbers are compared."""
        for answer in self._answers:
            seals = iter(answer.sealed)

            def in_precision(array: np.ndarray, seals: Iterator[object] = seals) -> np.ndarray:
                is_compared = next(seals, None) is not None
                if is_compared and array.dtype == _PRECISIONS[0]:
                    array = array.astype(precision)
                arrays.append((array, is_compared))
                return array

            bundle.add(_with_arrays(in_precision, decode_trusted(answer.message)))
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
        right: list[np.ndarray] = []
        bounds: list[np.ndarray] = []
        for seal in itertools.chain(*(answer.sealed for answer in self._answers)):
            if seal is None:
                continue
            of_array = comparison_of(seal) or (zeros := np.zeros(shape_of(seal)), zeros + _ANY)
            right.append(of_array[0].ravel())
            bounds.append(of_array[1].ravel())
        return np.concatenate(right), np.concatenate(bounds)


def _with_arrays(change: Callable[[np.ndarray], np.ndarray], value: object) -> object:
    """A value with other arrays, in the order in which a message has them."""
    if isinstance(value, np.ndarray):
        return change(value)
    if isinstance(value, dict):
        return {name: _with_arrays(change, part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return type(value)([_with_arrays(change, part) for part in value])
    return value
