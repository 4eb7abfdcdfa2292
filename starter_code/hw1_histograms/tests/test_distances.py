"""Visible checks of problems 5 to 7: distances that compare bin by bin.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file; when the class is graded, `partner` always answers right.
"""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.checking import assert_close, integer_arrays, nonzero_arrays

H = np.array([0.5, 0.5, 0, 0])
OPPOSITE = np.array([0, 0, 0.5, 0.5])
SHIFTED = np.array([0, 0.5, 0.5, 0])

sizes = st.integers(1, 5)


@number("5.1")
@weight(1.5)
@tags("euclidean_distance")
def test_euclidean_distance_of_the_deck(student: ModuleType) -> None:
    """euclidean_distance: the handout's two examples."""
    assert_close(student.euclidean_distance(H, OPPOSITE), 1, name="the distance of h and k")
    assert_close(student.euclidean_distance(H, SHIFTED), 0.5**0.5, name="the distance of h and k'")


@number("5.2")
@weight(1)
@tags("euclidean_distance")
@given(pair=sizes.flatmap(lambda size: integer_arrays(2, size)), factor=st.integers(2, 4))
def test_euclidean_distance_scales(
    student: ModuleType, partner: ModuleType, pair: np.ndarray, factor: int
) -> None:
    """euclidean_distance: with both histograms multiplied by a number, so is the distance."""
    h, k = abs(pair)
    expected = factor * partner.euclidean_distance(h, k)
    assume(expected != 0)
    assert_close(student.euclidean_distance(factor * h, factor * k), expected, name="the distance")


@number("6.1")
@weight(1.5)
@tags("intersection_distance")
def test_intersection_distance_of_the_deck(student: ModuleType) -> None:
    """intersection_distance: the handout's first two examples."""
    assert_close(student.intersection_distance(H, OPPOSITE), 1, name="the distance of h and k")
    assert_close(student.intersection_distance(H, SHIFTED), 0.5, name="the distance of h and k'")


@number("6.2")
@weight(1.5)
@tags("intersection_distance")
@given(pair=sizes.flatmap(lambda size: nonzero_arrays(2, size)))
def test_intersection_distance_of_normalised_ones(student: ModuleType, pair: np.ndarray) -> None:
    """intersection_distance: ½ Σ |h - k|, if both sum to 1."""
    h, k = abs(pair) / abs(pair).sum(axis=1, keepdims=True)
    expected = abs(h - k).sum() / 2
    assume(expected > 0)
    assert_close(student.intersection_distance(h, k), expected, name="the distance")


@number("6.3")
@weight(1)
@tags("intersection_distance")
def test_intersection_distance_of_counts(student: ModuleType) -> None:
    """intersection_distance: the handout's example of counts."""
    received = student.intersection_distance(np.array([3.0, 1]), np.array([1.0, 2]))
    assert_close(received, -1, name="the distance")


@number("7.1")
@weight(1.5)
@tags("chi_squared_distance")
def test_chi_squared_distance_of_the_deck(student: ModuleType) -> None:
    """chi_squared_distance: the handout's examples that sum to 1, without bins empty in both."""
    assert_close(student.chi_squared_distance(H, OPPOSITE), 1, name="the distance of h and k")
    received = student.chi_squared_distance(np.array([0.2, 0.8]), np.array([0.8, 0.2]))
    assert_close(received, 0.36, name="the distance of [0.2, 0.8] and [0.8, 0.2]")


@number("7.2")
@weight(1)
@tags("chi_squared_distance")
def test_chi_squared_distance_with_an_empty_pair(student: ModuleType) -> None:
    """chi_squared_distance: the handout's examples with a bin that is empty in both."""
    assert_close(student.chi_squared_distance(H, SHIFTED), 0.5, name="the distance of h and k'")
    received = student.chi_squared_distance(np.array([0.2, 0, 0.8]), np.array([0.8, 0, 0.2]))
    assert_close(received, 0.36, name="the distance of [0.2, 0, 0.8] and [0.8, 0, 0.2]")


@number("7.3")
@weight(1)
@tags("chi_squared_distance")
def test_chi_squared_distance_of_counts(student: ModuleType) -> None:
    """chi_squared_distance: the handout's example of counts."""
    received = student.chi_squared_distance(np.array([4.0, 0]), np.array([1.0, 3]))
    assert_close(received, 2.4, name="the distance")


@number("7.4")
@weight(1.5)
@tags("chi_squared_distance")
@given(pair=sizes.flatmap(lambda size: nonzero_arrays(2, size)))
def test_chi_squared_distance_is_symmetric(
    student: ModuleType, partner: ModuleType, pair: np.ndarray
) -> None:
    """chi_squared_distance: from k to h it is as far as from h to k, without empty bins."""
    h, k = abs(pair)
    expected = partner.chi_squared_distance(k, h)
    assume(expected != 0)
    assert_close(student.chi_squared_distance(h, k), expected, name="the distance")
