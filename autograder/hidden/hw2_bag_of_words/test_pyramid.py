"""Hidden checks of problem 5: the spatial pyramid."""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import (
    FEW_EXAMPLES,
    assert_close,
    assert_modifies_no_argument,
    assert_shape,
    telling,
)
from autograder.hidden.hw2_bag_of_words.cases import (
    PyramidCase,
    pyramid_cases,
    pyramid_cases_with_empty_cells,
)


def _check_pyramid(student: ModuleType, reference: ModuleType, case: PyramidCase) -> None:
    expected = reference.spatial_pyramid(case.word_map, case.n_words, case.n_levels)
    received = student.spatial_pyramid(case.word_map, case.n_words, case.n_levels)
    assert_close(received, telling(expected), name="the pyramid")


def _levels(student: ModuleType, case: PyramidCase) -> list[np.ndarray]:
    """What the submission gives, cut into its levels."""
    ends = [case.n_words * (4**level - 1) // 3 for level in range(1, case.n_levels + 1)]
    received = student.spatial_pyramid(case.word_map, case.n_words, case.n_levels)
    assert_shape(received, (ends[-1],), name="the pyramid")
    return np.split(received, ends[:-1])


def _check_totals(student: ModuleType, case: PyramidCase) -> None:
    sums = [level.sum() for level in _levels(student, case)]
    assert_close(sums, [case.word_map.size] * case.n_levels, name="the sum of each level")


@number("5.6")
@weight(1.5)
@tags("spatial_pyramid")
@visibility("after_published")
@given(case=pyramid_cases(levels=(1, 1), square=False))
def test_spatial_pyramid_of_one_level(
    student: ModuleType, reference: ModuleType, case: PyramidCase
) -> None:
    """spatial_pyramid: one level is the histogram of the whole map."""
    _check_pyramid(student, reference, case)


@number("5.7")
@weight(2)
@tags("spatial_pyramid")
@visibility("after_published")
@given(case=pyramid_cases())
def test_spatial_pyramid_order_of_cells(
    student: ModuleType, reference: ModuleType, case: PyramidCase
) -> None:
    """spatial_pyramid: level 1 comes last, its four cells row by row, up to a factor."""
    expected = reference.spatial_pyramid(case.word_map, case.n_words, 2)[case.n_words :]
    _, received = _levels(student, case)
    total = received.sum()
    scaled = received * (expected.sum() / total if total else 1)
    assert_close(scaled, telling(expected), name="level 1, scaled to counts,")


@number("5.8")
@weight(1.5)
@tags("spatial_pyramid")
@visibility("after_published")
@given(case=pyramid_cases(levels=(3, 3)))
def test_spatial_pyramid_of_three_levels(
    student: ModuleType, reference: ModuleType, case: PyramidCase
) -> None:
    """spatial_pyramid: three levels of a square map."""
    _check_pyramid(student, reference, case)


@number("5.9")
@weight(1.5)
@tags("spatial_pyramid")
@visibility("after_published")
@given(case=pyramid_cases(levels=(2, 3), square=False))
def test_spatial_pyramid_rectangular(
    student: ModuleType, reference: ModuleType, case: PyramidCase
) -> None:
    """spatial_pyramid: maps that are not square."""
    _check_pyramid(student, reference, case)


@number("5.10")
@weight(1.5)
@tags("spatial_pyramid")
@visibility("after_published")
@given(case=pyramid_cases(levels=(1, 1), absent=2))
def test_spatial_pyramid_absent_words(
    student: ModuleType, reference: ModuleType, case: PyramidCase
) -> None:
    """spatial_pyramid: the vocabulary's last words occur nowhere in the map."""
    _check_pyramid(student, reference, case)


@number("5.11")
@weight(1)
@tags("spatial_pyramid")
@visibility("after_published")
@given(case=pyramid_cases(levels=(2, 3)))
def test_spatial_pyramid_is_not_weighted(
    student: ModuleType, reference: ModuleType, case: PyramidCase
) -> None:
    """spatial_pyramid: each level counts each pixel once: no level has a weight."""
    _check_totals(student, case)


@number("5.12")
@weight(1)
@tags("spatial_pyramid")
@visibility("after_published")
@given(case=pyramid_cases(levels=(2, 3), square=False, odd=True))
def test_spatial_pyramid_odd_loses_no_pixel(
    student: ModuleType, reference: ModuleType, case: PyramidCase
) -> None:
    """spatial_pyramid: each level of a map of odd height and width counts each pixel once."""
    _check_totals(student, case)


@number("5.13")
@weight(1)
@tags("spatial_pyramid")
@visibility("after_published")
@given(case=pyramid_cases(levels=(2, 3), square=False, odd=True))
def test_spatial_pyramid_odd_borders(
    student: ModuleType, reference: ModuleType, case: PyramidCase
) -> None:
    """spatial_pyramid: the cells of a map of odd height and width begin where the handout says."""
    _check_pyramid(student, reference, case)


@number("5.14")
@weight(0.5)
@tags("spatial_pyramid")
@visibility("after_published")
@given(case=pyramid_cases_with_empty_cells())
def test_spatial_pyramid_empty_cells(
    student: ModuleType, reference: ModuleType, case: PyramidCase
) -> None:
    """spatial_pyramid: fewer pixels along an axis than cells: cells without pixels count 0."""
    _check_pyramid(student, reference, case)


@number("5.15")
@weight(0.5)
@tags("spatial_pyramid")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=pyramid_cases())
def test_spatial_pyramid_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: PyramidCase
) -> None:
    """spatial_pyramid: a right answer, with word_map not modified."""
    arguments = (case.word_map, case.n_words, case.n_levels)
    expected = telling(reference.spatial_pyramid(*arguments))
    assert_modifies_no_argument(student.spatial_pyramid, *arguments, expected=expected)
