"""Hidden checks of problems 5 to 7: distances that compare bin by bin."""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking import FEW_EXAMPLES, assert_close, assert_modifies_no_argument, telling
from autograder.hidden.hw1_histograms.distance_cases import (
    PairCase,
    count_pairs,
    histograms,
    normalised_pairs,
)


def _check_distance(student: ModuleType, reference: ModuleType, name: str, case: PairCase) -> None:
    expected = getattr(reference, name)(case.h, case.k)
    received = getattr(student, name)(case.h, case.k)
    assert_close(received, telling(expected), name="the distance")


@number("5.3")
@weight(1.5)
@tags("euclidean_distance")
@visibility("after_published")
@given(case=normalised_pairs())
def test_euclidean_distance_when_normalised(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """euclidean_distance: histograms that sum to 1."""
    _check_distance(student, reference, "euclidean_distance", case)


@number("5.4")
@weight(1)
@tags("euclidean_distance")
@visibility("after_published")
@given(case=count_pairs())
def test_euclidean_distance_of_counts(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """euclidean_distance: histograms of counts, taken as they are."""
    _check_distance(student, reference, "euclidean_distance", case)


@number("5.5")
@weight(0.5)
@tags("euclidean_distance")
@visibility("after_published")
@given(case=count_pairs())
def test_euclidean_distance_of_integers(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """euclidean_distance: histograms that are arrays of integers."""
    _check_distance(student, reference, "euclidean_distance", case.as_integers())


@number("5.6")
@weight(0.5)
@tags("euclidean_distance")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=count_pairs())
def test_euclidean_distance_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """euclidean_distance: a right answer, with h and k not modified."""
    expected = reference.euclidean_distance(case.h, case.k)
    assert_modifies_no_argument(
        student.euclidean_distance, case.h, case.k, expected=telling(expected)
    )


@number("6.4")
@weight(2)
@tags("intersection_distance")
@visibility("after_published")
@given(case=normalised_pairs())
def test_intersection_distance_when_normalised(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """intersection_distance: histograms that sum to 1."""
    _check_distance(student, reference, "intersection_distance", case)


@number("6.5")
@weight(1.5)
@tags("intersection_distance")
@visibility("after_published")
@given(case=count_pairs())
def test_intersection_distance_of_counts(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """intersection_distance: histograms of counts, taken as they are."""
    _check_distance(student, reference, "intersection_distance", case)


@number("6.6")
@weight(1)
@tags("intersection_distance")
@visibility("after_published")
@given(case=count_pairs(emptied=(True, False)))
def test_intersection_distance_of_integers(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """intersection_distance: histograms that are arrays of integers, with empty bins."""
    _check_distance(student, reference, "intersection_distance", case.as_integers())


@number("6.7")
@weight(1)
@tags("intersection_distance")
@visibility("after_published")
@given(case=normalised_pairs())
def test_intersection_distance_of_equal_ones(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """intersection_distance: 0 for equal histograms that sum to 1, and only for them."""
    _check_distance(student, reference, "intersection_distance", case)
    assert_close(student.intersection_distance(case.h, case.h), 0.0, name="the distance of h and h")


@number("6.8")
@weight(0.5)
@tags("intersection_distance")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=normalised_pairs())
def test_intersection_distance_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """intersection_distance: a right answer, with h and k not modified."""
    expected = reference.intersection_distance(case.h, case.k)
    assert_modifies_no_argument(
        student.intersection_distance, case.h, case.k, expected=telling(expected)
    )


@number("7.5")
@weight(1)
@tags("chi_squared_distance")
@visibility("after_published")
@given(case=count_pairs())
def test_chi_squared_distance_when_normalised(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """chi_squared_distance: histograms that sum to 1, without empty bins."""
    _check_distance(student, reference, "chi_squared_distance", case.normalised())


@number("7.6")
@weight(1)
@tags("chi_squared_distance")
@visibility("after_published")
@given(case=count_pairs())
def test_chi_squared_distance_of_counts(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """chi_squared_distance: histograms of counts, taken as they are, without empty bins."""
    _check_distance(student, reference, "chi_squared_distance", case)


@number("7.7")
@weight(1)
@tags("chi_squared_distance")
@visibility("after_published")
@given(case=count_pairs(emptied=(True, False)))
def test_chi_squared_distance_with_an_empty_bin_in_h(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """chi_squared_distance: a bin that is empty in h only."""
    _check_distance(student, reference, "chi_squared_distance", case)


@number("7.8")
@weight(1)
@tags("chi_squared_distance")
@visibility("after_published")
@given(case=count_pairs(emptied=(False, True)))
def test_chi_squared_distance_with_an_empty_bin_in_k(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """chi_squared_distance: a bin that is empty in k only."""
    _check_distance(student, reference, "chi_squared_distance", case)


@number("7.9")
@weight(1.5)
@tags("chi_squared_distance")
@visibility("after_published")
@given(case=count_pairs(emptied=(True, True)))
def test_chi_squared_distance_with_an_empty_pair(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """chi_squared_distance: a bin that is empty in both histograms."""
    _check_distance(student, reference, "chi_squared_distance", case)


@number("7.10")
@weight(0.5)
@tags("chi_squared_distance")
@visibility("after_published")
@given(case=count_pairs())
def test_chi_squared_distance_of_integers(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """chi_squared_distance: histograms that are arrays of integers."""
    _check_distance(student, reference, "chi_squared_distance", case.as_integers())


@number("7.11")
@weight(0.5)
@tags("chi_squared_distance")
@visibility("after_published")
@given(h=histograms(), factor=st.integers(2, 5))
def test_chi_squared_distance_of_proportional_ones(
    student: ModuleType, reference: ModuleType, h: np.ndarray, factor: int
) -> None:
    """chi_squared_distance: a histogram and a multiple of it, whose distance is not 0."""
    expected = reference.chi_squared_distance(h, factor * h)
    received = student.chi_squared_distance(h, factor * h)
    assert_close(received, telling(expected), name="the distance")


@number("7.12")
@weight(0.5)
@tags("chi_squared_distance")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=count_pairs())
def test_chi_squared_distance_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: PairCase
) -> None:
    """chi_squared_distance: a right answer, with h and k not modified."""
    expected = reference.chi_squared_distance(case.h, case.k)
    assert_modifies_no_argument(
        student.chi_squared_distance, case.h, case.k, expected=telling(expected)
    )
