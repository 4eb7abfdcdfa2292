"""Answers that a check can't tell apart are brought into one form, and no others are."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checking.signatures import Kind
from autograder.checking.student import WrongReturnError, _of_kind
from autograder.sandbox.canonical import canonical, in_brief, is_in_brief
from autograder.sandbox.wire import encode
from tests.conftest import spec

NUMPY_TYPES = (np.float64, np.float32, np.float16, np.longdouble)
SCALARS = st.one_of(
    st.integers(),
    st.booleans(),
    st.none(),
    st.text(max_size=3),
    st.floats(),
    st.integers(-(2**60), 2**60).map(float),
    st.floats().map(np.float64),
    st.floats(width=32).map(np.float32),
    st.floats(width=16).map(np.float16),
    st.floats().map(np.longdouble),
    st.floats().map(np.array),
    st.integers(-(2**63), 2**63 - 1).map(np.int64),
    st.integers(0, 255).map(np.uint8),
    st.integers(0, 255).map(np.array),
    st.booleans().map(np.bool_),
    st.floats().map(lambda x: np.array([x])),
)


def crossed(value: object) -> bytes:
    return b"".join(encode(value))


def seen(value: object, kind: Kind) -> str:
    """What a check gets, to the last digit, or that it is nothing for it."""
    try:
        return repr(_of_kind(spec("f", kind), kind, value, ""))
    except WrongReturnError:
        return "something else"


@given(value=SCALARS, kind=st.sampled_from([Kind.REAL, Kind.INTEGER]))
def test_of_a_number_a_check_sees_the_same(value: object, kind: Kind) -> None:
    before, after = seen(value, kind), seen(canonical(value, kind), kind)
    assert after == {"-0.0": "0.0"}.get(before, before)


@pytest.mark.parametrize("number", [5, 5.0, np.int64(5), np.float32(5), np.array(5), np.array(5.0)])
def test_equal_numbers_are_the_same_bytes(number: object) -> None:
    assert crossed(canonical(number, Kind.INTEGER)) == crossed(5)
    assert crossed(canonical(number, Kind.REAL)) == crossed(5.0)


class AnyInt(int):
    """Equal to everything, and 5 where one is wanted."""

    __hash__ = int.__hash__

    def __int__(self) -> int:
        return 5

    def __eq__(self, other: object) -> bool:
        return True


class AnyFloat(np.float64):
    """A number of NumPy that is of no type of NumPy's."""


FOREIGN = [AnyInt(7), AnyFloat(5.0)]


@pytest.mark.parametrize("value", [True, np.True_, "5", None, math.inf, 2**60, 5.5, [5], *FOREIGN])
def test_what_is_no_common_whole_number_stays_what_it_is(value: object) -> None:
    assert canonical(value, Kind.INTEGER) is value


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.complex128])
def test_an_array_keeps_its_numbers_and_its_dtype_and_its_zeros_lose_their_sign(
    dtype: type,
) -> None:
    array = np.array([-0.0, 0.0, 1.5, -2.5], dtype)
    told = canonical(array, Kind.ARRAY)
    assert isinstance(told, np.ndarray)
    assert told.dtype == dtype
    assert crossed(told) == crossed(np.array([0.0, 0.0, 1.5, -2.5], dtype))


@pytest.mark.parametrize("array", [np.array([-1, 0]), np.array([True]), np.full(100_000, -0.0)])
def test_whole_numbers_and_large_arrays_are_left_alone(array: np.ndarray) -> None:
    assert canonical(array, Kind.ARRAY) is array


def test_special_numbers_stay_themselves() -> None:
    array = np.array([math.nan, math.inf, -math.inf, 5e-324])
    assert crossed(canonical(array, Kind.ARRAY)) == crossed(array)


def raised(message: str, lines: list[str]) -> dict[str, object]:
    return {"error": "ValueError", "is_a": ["ValueError"], "message": message, "lines": lines}


def test_exceptions_in_other_words_are_the_same_in_brief() -> None:
    one, other = raised("too small", ["line 3"]), raised("It does not fit.", ["line 7"])
    assert in_brief(one) == in_brief(other)
    assert is_in_brief(in_brief(one))
    assert not is_in_brief(one)


@pytest.mark.parametrize(
    "other", [raised("", ["line 3"]), raised("  \n", ["line 3"]), raised("too small", [])]
)
def test_an_exception_without_a_word_or_a_place_is_another_one(other: dict[str, object]) -> None:
    assert in_brief(other) != in_brief(raised("too small", ["line 3"]))


def test_an_answer_that_is_no_exception_is_brief_already() -> None:
    assert in_brief({"value": 5}) == {"value": 5}
    assert not is_in_brief({"value": 5})
