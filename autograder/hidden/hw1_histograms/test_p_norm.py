"""Hidden checks of problem 1: the length of a vector. No entry is 0 unless the check says so."""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import (
    FEW_EXAMPLES,
    assert_close,
    assert_modifies_no_argument,
    assert_raises_value_error,
    telling,
)
from autograder.hidden.hw1_histograms.cases import NormCase, norm_cases, vectors_with_zeros


def _check_p_norm(student: ModuleType, reference: ModuleType, case: NormCase) -> None:
    expected = reference.p_norm(case.x, case.p)
    assert_close(student.p_norm(case.x, case.p), telling(expected), name="the norm")


@number("1.7")
@weight(1.5)
@tags("p_norm")
@visibility("after_published")
@given(case=norm_cases([2, 3, 4], positive=True))
def test_p_norm_root(student: ModuleType, reference: ModuleType, case: NormCase) -> None:
    """p_norm: p = 2, 3 and 4, of positive entries."""
    _check_p_norm(student, reference, case)


@number("1.8")
@weight(1.5)
@tags("p_norm")
@visibility("after_published")
@given(case=norm_cases([1]))
def test_p_norm_signs(student: ModuleType, reference: ModuleType, case: NormCase) -> None:
    """p_norm: p = 1, of entries of any signs."""
    _check_p_norm(student, reference, case)


@number("1.9")
@weight(1)
@tags("p_norm")
@visibility("after_published")
@given(case=norm_cases([0.5, 1.5, 2.5], positive=True))
def test_p_norm_fractional_power(
    student: ModuleType, reference: ModuleType, case: NormCase
) -> None:
    """p_norm: p = 0.5, 1.5 and 2.5, of positive entries."""
    _check_p_norm(student, reference, case)


@number("1.10")
@weight(1)
@tags("p_norm")
@visibility("after_published")
@given(case=norm_cases([np.inf]))
def test_p_norm_maximum(student: ModuleType, reference: ModuleType, case: NormCase) -> None:
    """p_norm: p = inf, of entries of any signs."""
    _check_p_norm(student, reference, case)


@number("1.11")
@weight(1)
@tags("p_norm")
@visibility("after_published")
@given(x=vectors_with_zeros())
def test_p_norm_count(student: ModuleType, reference: ModuleType, x: np.ndarray) -> None:
    """p_norm: p = 0, of vectors with some zeros in them."""
    assert_close(student.p_norm(x, 0), telling(reference.p_norm(x, 0)), name="the norm")


@number("1.12")
@weight(1)
@tags("p_norm")
@visibility("after_published")
@given(case=norm_cases([2000, 5000, 20000], scale=4))
def test_p_norm_large_power(student: ModuleType, reference: ModuleType, case: NormCase) -> None:
    """p_norm: p = 2000, 5000 and more, where the powers overflow."""
    _check_p_norm(student, reference, case)


@number("1.13")
@weight(0.5)
@tags("p_norm")
@visibility("after_published")
@given(case=norm_cases([2000, 5000, 20000], scale=0.125))
def test_p_norm_small_entries(student: ModuleType, reference: ModuleType, case: NormCase) -> None:
    """p_norm: p = 2000, 5000 and more, of entries below 1, whose powers become 0."""
    _check_p_norm(student, reference, case)


@number("1.14")
@weight(0.5)
@tags("p_norm")
@visibility("after_published")
@given(case=norm_cases([1, 2], positive=True))
def test_p_norm_of_zeros(student: ModuleType, reference: ModuleType, case: NormCase) -> None:
    """p_norm: 0 for a vector of zeros, and only for one."""
    _check_p_norm(student, reference, case)
    assert_close(student.p_norm(0 * case.x, case.p), 0.0, name="the norm of zeros")


@number("1.15")
@weight(1)
@tags("p_norm")
@visibility("after_published")
@given(case=norm_cases([0.5, 1, 2, 3], positive=True))
def test_p_norm_negative_power(student: ModuleType, reference: ModuleType, case: NormCase) -> None:
    """p_norm: ValueError for a negative p, and none for p = 1."""
    _check_p_norm(student, reference, NormCase(case.x, 1))
    assert_raises_value_error(
        lambda: student.p_norm(case.x, -case.p), because="there is no norm for a negative p"
    )


@number("1.16")
@weight(0.5)
@tags("p_norm")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=norm_cases([1]))
def test_p_norm_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: NormCase
) -> None:
    """p_norm: a right answer, with x not modified."""
    expected = reference.p_norm(case.x, case.p)
    assert_modifies_no_argument(student.p_norm, case.x, case.p, expected=telling(expected))
