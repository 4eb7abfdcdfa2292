"""The cases that are drawn: their ranges, their variety, and how they shrink."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from autograder.checking import (
    WindowGeometry,
    distinct_arrays,
    integer_arrays,
    nonzero_arrays,
    window_geometries,
)
from autograder.checking.running import settings_for_checks

SETTINGS = settings_for_checks(200)
Arrays = Callable[..., st.SearchStrategy[np.ndarray]]


def smallest(
    strategy: st.SearchStrategy[np.ndarray], condition: Callable[[np.ndarray], bool]
) -> list[float]:
    return list(find(strategy, condition, settings=settings_for_checks(3000)))


@pytest.mark.parametrize("arrays", [integer_arrays, nonzero_arrays, distinct_arrays])
def test_arrays_have_the_shape_and_dtype_that_was_asked_for(arrays: Arrays) -> None:
    @SETTINGS
    @given(arrays(2, 1, 3))
    def check(array: np.ndarray) -> None:
        assert array.shape == (2, 1, 3)
        assert array.dtype == np.float64
        assert array.flags.writeable

    check()


@pytest.mark.parametrize("arrays", [integer_arrays, nonzero_arrays])
def test_values_are_small_integers_or_halves(arrays: Arrays) -> None:
    @SETTINGS
    @given(arrays(4, largest=3))
    def check(array: np.ndarray) -> None:
        assert np.all(np.abs(array) <= 3)
        assert np.all(array * 2 == np.round(array * 2))

    check()


@pytest.mark.parametrize("value", [-5, -0.5, 0, 2.5, 5])
def test_integer_arrays_reach_every_value(value: float) -> None:
    assert value in smallest(integer_arrays(2), lambda array: value in array)


@SETTINGS
@given(nonzero_arrays(5))
def test_nonzero_arrays_hold_no_zero(array: np.ndarray) -> None:
    assert np.all(array != 0)


@SETTINGS
@given(distinct_arrays(2, 4))
def test_distinct_arrays_hold_distinct_integers_with_zero_among_them(array: np.ndarray) -> None:
    assert len(np.unique(array)) == 8
    assert 0 in array
    assert np.all(array == np.round(array))


def test_distinct_arrays_come_in_more_than_one_order() -> None:
    assert smallest(distinct_arrays(3), lambda a: a[0] > a[1] > a[2]) == [1, 0, -1]


@pytest.mark.parametrize(
    ("strategy", "condition", "expected"),
    [
        (integer_arrays(3), lambda a: True, [0, 0, 0]),
        (nonzero_arrays(3), lambda a: True, [1, 1, 1]),
        (integer_arrays(3), lambda a: a[1] < 0, [0, -1, 0]),
        (nonzero_arrays(2), lambda a: a[0] != a[1], [1, -1]),
    ],
)
def test_arrays_shrink_to_zeros_and_ones(
    strategy: st.SearchStrategy[np.ndarray],
    condition: Callable[[np.ndarray], bool],
    expected: list[float],
) -> None:
    assert sorted(smallest(strategy, condition)) == sorted(expected)


@SETTINGS
@given(window_geometries())
def test_windows_fit_exactly(sizes: WindowGeometry) -> None:
    for size, filter_size, outputs in (
        (sizes.height, sizes.filter_height, sizes.output_height),
        (sizes.width, sizes.filter_width, sizes.output_width),
    ):
        assert size >= 1
        assert outputs >= 1
        assert (outputs - 1) * sizes.stride + filter_size == size + 2 * sizes.pad


@SETTINGS
@given(window_geometries(strides=(2, 2), pads=(0, 0), largest_filter=2))
def test_geometries_keep_to_what_was_asked_for(sizes: WindowGeometry) -> None:
    assert (sizes.stride, sizes.pad) == (2, 0)
    assert max(sizes.filter_height, sizes.filter_width) <= 2


@pytest.mark.parametrize(
    "condition",
    [
        lambda s: s.height != s.width,
        lambda s: s.filter_height != s.filter_width,
        lambda s: s.height == s.width > 1,
        lambda s: s.stride < s.filter_height,
        lambda s: s.stride == s.filter_height > 1,
        lambda s: s.stride > s.filter_height,
        lambda s: s.pad == 2,
        lambda s: s.batch == s.channels == s.filters == 1,
        lambda s: s.batch > 1 and s.channels > 1 and s.filters > 1,
        lambda s: s.output_height > 1 and s.output_width > 1,
    ],
    ids=[
        "tall images", "tall filters", "square images", "overlap", "tiles", "gaps", "padding",
        "one of each", "several of each", "several outputs",
    ],
)  # fmt: skip
def test_geometries_come_in_every_kind(condition: Callable[[WindowGeometry], bool]) -> None:
    assert condition(find(window_geometries(), condition, settings=settings_for_checks(3000)))


def test_the_smallest_geometry_is_one_pixel() -> None:
    found = find(window_geometries(), lambda _: True, settings=SETTINGS)
    assert found == WindowGeometry(1, 1, 1, 1, 1, 1, 1, 1, 0)


def test_shapes_follow_the_handouts_order_of_axes() -> None:
    sizes = WindowGeometry(
        batch=2, channels=3, height=7, width=5, filters=4, filter_height=3, filter_width=1,
        stride=2, pad=1,
    )  # fmt: skip
    assert sizes.input_shape == (2, 3, 7, 5)
    assert sizes.filter_shape == (4, 3, 3, 1)
    assert sizes.output_shape == (2, 4, 4, 4)
