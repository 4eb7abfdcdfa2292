"""Comparison of a submission's answer with the right one.

Imports NumPy, `rendering`, `sealed` and `verdicts` only.

Shape comes first, then dtype, then NaN, then values; each failure is one sentence with what was
expected and what was received, the worst element and how many are wrong (after torch's
`assert_close`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from autograder.checking import sealed
from autograder.checking.rendering import render_array, render_value
from autograder.checking.sealed import SealedArray
from autograder.checking.verdicts import submission_trace


@dataclass(frozen=True)
class Tolerance:
    """|received - expected| ≤ absolute · max(1, max |expected|) + relative · |expected|."""

    relative: float
    absolute: float
    reason: str

    def bound(self, expected: np.ndarray) -> np.ndarray:
        """How far each number may be off; of the shape of `expected`, which is float64."""
        finite = np.isfinite(expected)
        scale = max(1.0, float(np.max(np.abs(expected), initial=0.0, where=finite)))
        bound: np.ndarray = self.absolute * scale + self.relative * np.abs(expected)
        return bound


DEFAULT_TOLERANCE = Tolerance(
    relative=1e-4,
    absolute=1e-5,
    reason=(
        "float32 has a relative precision of 6e-8; sums of a few hundred products, also through "
        "an FFT, lose less than two digits of it. Drawn values are integers or halves, so that a "
        "wrong answer is off by a tenth of the largest value or more."
    ),
)


def assert_close(
    received: object,
    expected: object,
    *,
    name: str = "result",
    tolerance: Tolerance = DEFAULT_TOLERANCE,
) -> None:
    """Assert that a received array or number equals the expected one, up to `tolerance`.

    Args:
        received: what the submission gave; array or number.
        expected: the right answer; NaN is accepted only where it has one.
        name: what the value is called in the message, for example ``"dx"``.
        tolerance: the bound, with its reason.

    Raises:
        AssertionError: the values differ; the message says how.
    """
    right = np.asarray(expected, dtype=np.float64)
    if type(received) is SealedArray:
        sealed.compare(received, right, tolerance.bound(right))
        return
    given = np.asarray(received)
    assert_shape(given, right.shape, name=name)
    if given.dtype.kind == "c":
        raise AssertionError(
            f"{name} is complex ({given.dtype}); it should be real: take the real part."
        )
    if given.dtype.kind not in "biuf":
        raise AssertionError(f"{name} has dtype {given.dtype}; it should hold real numbers.")
    if np.array_equal(given, right):  # as most are: the rest takes seven times as long
        return
    given = given.astype(np.float64)
    with np.errstate(invalid="ignore"):
        error = np.abs(given - right)
        bound = tolerance.bound(right)
        same = (given == right) | (np.isnan(given) & np.isnan(right))
        # An infinity is only right where one is expected, and of its sign.
        wrong = ~same & ~(np.isfinite(right) & (error <= bound))
    if wrong.any():
        raise AssertionError(_difference(given, right, wrong, error, name))


def assert_shape(received: object, expected: tuple[int, ...], *, name: str = "result") -> None:
    """Assert that an array has the expected shape, before anything is computed with it.

    Raises:
        AssertionError: it has not; the message says whether only axes of length 1 are amiss.
    """
    if type(received) is SealedArray:
        shape = sealed.shape_of(received)
    else:
        shape = np.shape(np.asarray(received))
    if shape == expected:
        return
    lines = [f"{name} has the wrong shape: expected {expected}, received {shape}."]
    if shape == expected[::-1]:
        lines.append("Transposed, it would fit: are two axes swapped?")
    elif [n for n in shape if n != 1] == [n for n in expected if n != 1]:
        lines.append("The shapes differ only in axes of length 1: add or drop such an axis.")
    raise AssertionError("\n".join(lines))


def assert_finite(received: object, *, name: str = "result") -> None:
    """Assert that an array holds real, finite numbers, before something is computed from it.

    What is computed from NaN is NaN, and if that is then expected, NaN would be right.

    Raises:
        AssertionError: it does not.
    """
    given = np.asarray(received)
    if given.dtype.kind == "c":
        raise AssertionError(f"{name} is complex ({given.dtype}); it should be real.")
    if not np.isfinite(given).all():
        raise AssertionError(
            f"{name} has entries that are NaN or infinite.\nreceived: {render_value(received)}"
        )


def assert_equal(received: object, expected: object, *, name: str = "result") -> None:
    """Assert that two numbers or words are equal, exactly."""
    if received != expected:
        raise AssertionError(
            f"{name} is wrong.\n"
            f"expected: {render_value(expected)}\nreceived: {render_value(received)}"
        )


def assert_raises_value_error(call: Callable[[], object], *, because: str) -> None:
    """Assert that `call` raises a ValueError that says something.

    Args:
        call: the call on the submission, as a lambda.
        because: why the arguments are wrong, for example ``"the filter does not fit"``.
    """
    try:
        answer = call()
    except ValueError as error:
        if submission_trace(error) is None:
            raise
        if not str(error).strip():
            raise AssertionError(
                f"It raised ValueError without a message; say in a sentence that {because}."
            ) from None
        return
    raise AssertionError(
        f"It should raise ValueError, since {because}.\n"
        f"expected: ValueError\nreceived: {render_value(answer)}"
    )


class ObservableFunction(Protocol):
    """A submission's function that can tell what it did to its arguments."""

    def with_arguments_after(
        self, *arguments: object, **keywords: object
    ) -> tuple[object, dict[str, tuple[object, object]]]:
        """Call it, and return its answer with each argument before and after the call, by name."""


def assert_modifies_no_argument(
    function: ObservableFunction, *arguments: object, expected: object, **keywords: object
) -> None:
    """Assert that a right answer was found without changing the arguments.

    Args:
        function: a function of the `student` fixture.
        arguments: its arguments, as in a call.
        keywords: likewise.
        expected: the right answer (None for parts that are not compared): doing nothing at all
            also modifies nothing, and must not earn the point.
    """
    answer, both = function.with_arguments_after(*arguments, **keywords)
    parts = zip(_as_tuple(answer), _as_tuple(expected), strict=True)
    for received, right in parts:
        if right is not None:
            try:
                assert_close(received, right)
            except AssertionError as error:
                raise AssertionError(
                    f"This point needs a right answer first, and the answer is wrong: {error}"
                ) from None
    for name, (then, now) in both.items():
        if (
            isinstance(now, np.ndarray)
            and isinstance(then, np.ndarray)
            and not np.array_equal(now, then)
        ):
            raise AssertionError(
                f"The function changed its argument {name}; work on a copy ({name}.copy()).\n"
                f"before the call: {name} = {render_array(then)}\n"
                f"after the call:  {name} = {render_array(now)}"
            )


def _difference(
    given: np.ndarray, right: np.ndarray, wrong: np.ndarray, error: np.ndarray, name: str
) -> str:
    lines = [f"{name} is wrong."]
    lines += [f"expected: {render_array(right)}", f"received: {render_array(given)}"]
    if given.ndim:
        ranked = np.where(wrong, np.where(np.isnan(error), np.inf, error), -1.0)
        worst = np.unravel_index(int(np.argmax(ranked)), given.shape)
        index = ", ".join(str(int(k)) for k in worst)
        count = int(wrong.sum())
        lines.append(
            f"{count} of {given.size} elements {'is' if count == 1 else 'are'} wrong; "
            f"the worst is [{index}]: "
            f"expected {render_value(float(right[worst]))}, "
            f"received {render_value(float(given[worst]))}."
        )
    if np.isnan(given[wrong]).any():
        lines.append("There are NaNs: look for 0/0, log(0), inf - inf, or entries never filled.")
    return "\n".join(lines)


def _as_tuple(value: object) -> tuple[object, ...]:
    if type(value) is SealedArray:
        return (value,)
    return value if isinstance(value, tuple) else (value,)
