"""Visible checks of problem 1: the length of a vector.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file; when the class is graded, `partner` always answers right.
"""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import given
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_raises_value_error, nonzero_arrays

X = np.array([3.0, -4.0])


@number("1.1")
@weight(2)
@tags("p_norm")
def test_p_norm_of_the_handout(student: ModuleType) -> None:
    """p_norm: the handout's example for p = 1, 2 and 3."""
    assert_close(student.p_norm(X, 1), 7, name="p_norm(x, 1)")
    assert_close(student.p_norm(X, 2), 5, name="p_norm(x, 2)")
    assert_close(student.p_norm(X, 3), 4.497941, name="p_norm(x, 3)")


@number("1.2")
@weight(1)
@tags("p_norm")
def test_p_norm_for_infinity(student: ModuleType) -> None:
    """p_norm: the handout's example for p = inf."""
    assert_close(student.p_norm(X, np.inf), 4, name="p_norm(x, inf)")
    assert_close(student.p_norm(X - 1, np.inf), 5, name="p_norm(x - 1, inf)")


@number("1.3")
@weight(1)
@tags("p_norm")
def test_p_norm_for_zero(student: ModuleType) -> None:
    """p_norm: the handout's example for p = 0, and one with zeros."""
    assert_close(student.p_norm(X, 0), 2, name="p_norm(x, 0)")
    x = np.array([3.0, 0, -4, 0, 0.5])
    assert_close(student.p_norm(x, 0), 3, name="p_norm([3, 0, -4, 0, 0.5], 0)")


@number("1.4")
@weight(0.5)
@tags("p_norm")
def test_p_norm_for_a_thousand(student: ModuleType) -> None:
    """p_norm: the handout's example for p = 1000."""
    assert_close(student.p_norm(X, 1000), 4, name="p_norm(x, 1000)")


@number("1.5")
@weight(0.5)
@tags("p_norm")
def test_p_norm_for_a_negative_power(student: ModuleType) -> None:
    """p_norm: a right answer for p = 1, and ValueError for p = -1."""
    assert_close(student.p_norm(abs(X), 1), 7, name="p_norm([3, 4], 1)")
    assert_raises_value_error(
        lambda: student.p_norm(abs(X), -1), because="there is no norm for a negative p"
    )


@number("1.6")
@weight(1.5)
@tags("p_norm")
@given(
    x=st.integers(1, 3).flatmap(nonzero_arrays),
    y=st.integers(1, 3).flatmap(nonzero_arrays),
    p=st.sampled_from([1, 2, 3]),
)
def test_p_norm_of_norms(
    student: ModuleType, partner: ModuleType, x: np.ndarray, y: np.ndarray, p: int
) -> None:
    """p_norm: the norm of x and y in a row is the norm of their two norms."""
    norms = np.array([partner.p_norm(x, p), partner.p_norm(y, p)])
    expected = partner.p_norm(norms, p)
    assert_close(student.p_norm(np.concatenate([x, y]), p), expected, name="the norm")
