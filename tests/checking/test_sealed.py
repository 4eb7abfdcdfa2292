"""Whatever a check does with a sealed array, but for comparing it, breaks the seal."""

from __future__ import annotations

import contextlib
import copy
import math
import operator
import pickle
from collections.abc import Callable

import numpy as np
import pytest

from autograder.checking import assert_close, assert_equal, assert_finite, assert_shape, inner
from autograder.checking.compare import DEFAULT_TOLERANCE, Tolerance
from autograder.checking.sealed import SealBrokenError, SealedArray, comparison_of

ARRAY = np.array([1.0, 2.0])
LOOKS: list[Callable[[SealedArray], object]] = [
    *(lambda x: x.shape, lambda x: x.dtype, lambda x: x[0], lambda x: x.tolist(), vars, dir, dict),
    *(np.asarray, np.shape, np.size, np.ndim, np.isfinite, np.sum, np.zeros_like, np.stack),
    *(lambda x: np.array_equal(x, ARRAY), lambda x: np.allclose(x, ARRAY), lambda x: np.array([x])),
    *(lambda x: np.testing.assert_allclose(x, ARRAY), lambda x: np.add(x, 1), lambda x: 0 * x),
    *(lambda x: x + 1, lambda x: ARRAY + x, lambda x: x @ ARRAY, lambda x: ARRAY @ x, operator.neg),
    *(lambda x: x == 1, lambda x: x != 1, lambda x: x == 1, lambda x: x < 1, lambda x: x in [1]),
    *(lambda x: 1 in x, lambda x: operator.iadd(x, 1), lambda x: x**2, lambda x: divmod(x, 2)),
    *(bool, float, int, complex, abs, round, math.floor, math.trunc, math.isnan, operator.index),
    *(len, list, tuple, set, sorted, max, sum, reversed, hash, repr, str, bytes, operator.not_),
    *("{}".format, "{:.3f}".format, lambda x: f"{x}"),
    *(pickle.dumps, copy.copy, copy.deepcopy, lambda x: isinstance(x, np.ndarray)),
    *(
        lambda x: setattr(x, "new", 1),
        lambda x: operator.setitem(x, 0, 1),
        lambda x: hasattr(x, "T"),
    ),
    *(lambda x: assert_equal(x, 1), lambda x: assert_close(ARRAY, x), assert_finite),
    *(lambda x: inner(x, ARRAY), lambda x: assert_close(x + 0, ARRAY)),
]


@pytest.mark.parametrize("look", LOOKS)
def test_whatever_is_done_with_it_breaks_the_seal(look: Callable[[SealedArray], object]) -> None:
    with pytest.raises(SealBrokenError):
        look(SealedArray(ARRAY))


def test_it_can_be_compared_and_what_is_right_is_noted() -> None:
    sealed = SealedArray(ARRAY)
    tolerance = Tolerance(relative=0.5, absolute=0.25, reason="a test")
    assert comparison_of(SealedArray(ARRAY))[1].min() > 1e300
    assert_close(sealed, [1.5, 2], tolerance=tolerance)
    assert_close(sealed, [1.5, 2], tolerance=tolerance)
    right, bound, factors = comparison_of(sealed)
    assert right.tolist() == [1.5, 2]
    assert bound.tolist() == [1.25, 1.5]
    assert factors is None


def test_what_is_right_stays_whatever_a_check_does_later() -> None:
    sealed, expected = SealedArray(ARRAY), ARRAY.copy()
    assert_close(sealed, expected)
    expected[:] = 7
    assert comparison_of(sealed).right.tolist() == [1, 2]


@pytest.mark.parametrize(
    "expected", [[1, 3], [1, np.nan], [1, np.inf], [1], [[1, 2]], 1.0, [1, 2, 3]]
)
def test_what_the_array_is_not_close_to_breaks_the_seal(expected: object) -> None:
    with pytest.raises(SealBrokenError):
        assert_close(SealedArray(ARRAY), expected)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_infinite_numbers_and_nan_break_the_seal_even_where_they_are_right(bad: float) -> None:
    with pytest.raises(SealBrokenError):
        assert_close(SealedArray(np.array([1, bad])), [1, bad])


@pytest.mark.parametrize(
    ("expected", "tolerance"),
    [(ARRAY * (1 + 1e-9), Tolerance(0, 1e-5, "")), (ARRAY, Tolerance(0, 1e-6, ""))],
)
def test_a_second_comparison_breaks_the_seal(expected: np.ndarray, tolerance: Tolerance) -> None:
    sealed = SealedArray(ARRAY)
    assert_close(sealed, ARRAY, tolerance=Tolerance(0, 1e-5, ""))
    with pytest.raises(SealBrokenError):
        assert_close(sealed, expected, tolerance=tolerance)


@pytest.mark.parametrize(
    "look", [lambda x: np.copyto(np.zeros(2), x), lambda x: np.zeros(2).fill(x), bool]
)
def test_what_a_check_catches_is_noted(look: Callable[[SealedArray], object]) -> None:
    sealed = SealedArray(ARRAY)
    with contextlib.suppress(BaseException):
        look(sealed)
    with pytest.raises(SealBrokenError):
        comparison_of(sealed)


def test_sums_of_its_numbers_can_be_compared_in_its_place() -> None:
    vector = SealedArray(ARRAY)
    assert_close(inner(np.array([3.0, 4]), vector), 11.0)  # type: ignore[arg-type]
    right, _, factors = comparison_of(vector)
    assert right.tolist() == 11
    assert factors is not None
    assert factors.tolist() == [3, 4]
    matrix = SealedArray(np.array([[1.0, 2, 3], [4, 5, 6]]))
    assert_close(matrix @ np.array([1.0, 0, -1]), [-2, -2])
    right, _, factors = comparison_of(matrix)
    assert right.tolist() == [-2, -2]
    assert factors is not None
    assert factors.tolist() == [[1, 0, -1, 0, 0, 0], [0, 0, 0, 1, 0, -1]]


MATRIX = np.array([[1.0, 2], [3, 4]])
MORE_THAN_SUMS: list[Callable[[SealedArray], object]] = [
    *(lambda x: x @ MATRIX, lambda x: x @ [1, 2], lambda x: x @ np.ones(3), lambda x: ARRAY @ x),
    *(lambda x: x @ np.float32(ARRAY), lambda x: x @ np.array([1, 2])),
    *(lambda x: x @ np.array([1, np.nan]), lambda x: x @ np.array([1, np.inf]), lambda x: x @ x),
    *(lambda x: x @ ARRAY + 1, lambda x: (x @ ARRAY) @ ARRAY, lambda x: inner(ARRAY, x @ ARRAY)),
    *(
        lambda x: float(inner(MATRIX, x)),
        lambda x: inner(MATRIX, x) / 2,
        lambda x: inner(x, MATRIX),
    ),
    *(lambda x: assert_close(x @ ARRAY, [5, 12]), lambda x: assert_close(x @ ARRAY, [5])),
    lambda x: (assert_close(x @ ARRAY, [5, 11]), assert_close(x, MATRIX)),
    lambda x: (assert_close(x, MATRIX), assert_close(x @ ARRAY, [5, 11])),
    lambda x: (assert_close(x @ ARRAY, [5, 11]), assert_close(x @ -ARRAY, [-5, -11])),
]


@pytest.mark.parametrize("look", MORE_THAN_SUMS)
def test_more_than_comparing_its_sums_breaks_the_seal(
    look: Callable[[SealedArray], object],
) -> None:
    sealed = SealedArray(MATRIX)
    with pytest.raises(SealBrokenError):
        look(sealed)
    with pytest.raises(SealBrokenError):
        comparison_of(sealed)


def test_sums_of_a_large_array_are_left_to_the_check() -> None:
    with pytest.raises(SealBrokenError):
        SealedArray(np.ones((10_000, 2))) @ np.ones(2)
    with pytest.raises(SealBrokenError):
        inner(np.ones(20_000), SealedArray(np.ones(20_000)))


def test_its_shape_is_no_secret() -> None:
    assert_shape(SealedArray(ARRAY), (2,))
    with pytest.raises(AssertionError, match=r"expected \(3,\), received \(2,\)"):
        assert_shape(SealedArray(ARRAY), (3,))


def test_what_is_noted_is_as_strict_as_the_comparison_itself() -> None:
    random = np.random.default_rng(0)
    for _ in range(300):
        right = random.normal(size=3) * 10.0 ** random.integers(-6, 6)
        given = right + DEFAULT_TOLERANCE.bound(right) * random.normal(size=3)
        sealed = SealedArray(right)
        assert_close(sealed, right)
        bound = comparison_of(sealed).bound
        is_close = True
        try:
            assert_close(given, right)
        except AssertionError:
            is_close = False
        assert is_close == bool((np.abs(given - right) <= bound).all())
