"""Visible checks of problems 1 to 4: sizes, the convolution of signals, and counting weights."""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.checking import (
    assert_close,
    assert_equal,
    assert_raises_value_error,
    assert_shape,
    integer_arrays,
    nonzero_arrays,
    window_geometries,
)

SIGNAL = np.array([5.0, 9, 2, 6, 7, 9, 8])
KERNEL = np.array([1.0, 0, -1])


@st.composite
def signals_and_kernels(
    draw: st.DrawFn,
) -> tuple[np.ndarray, np.ndarray, int, int]:
    """A signal, a kernel, a stride and a padding that fit."""
    sizes = draw(window_geometries(largest_filter=4, largest_output=4))
    signal = draw(nonzero_arrays(sizes.height))
    kernel = draw(nonzero_arrays(sizes.filter_height))
    return signal, kernel, sizes.stride, sizes.pad


@number("1.1")
@weight(1.5)
@tags("conv_output_size")
def test_output_size_of_the_deck(student: ModuleType) -> None:
    """conv_output_size: the handout's examples with an input of 7 and a filter of 3."""
    assert_equal(student.conv_output_size(7, 3), 5, name="conv_output_size(7, 3)")
    assert_equal(student.conv_output_size(7, 3, 2), 3, name="conv_output_size(7, 3, 2)")
    assert_equal(student.conv_output_size(7, 3, 1, 1), 7, name="conv_output_size(7, 3, 1, 1)")
    assert_equal(student.conv_output_size(7, 7), 1, name="conv_output_size(7, 7)")


@number("1.2")
@weight(0.5)
@tags("conv_output_size")
def test_output_size_that_does_not_fit(student: ModuleType) -> None:
    """conv_output_size: 7 and 3 do not fit at stride 3, but do with padding 1 on both sides."""
    assert_equal(student.conv_output_size(7, 3, 3, 1), 3, name="conv_output_size(7, 3, 3, 1)")
    assert_raises_value_error(
        lambda: student.conv_output_size(7, 3, 3),
        because="(7 - 3)/3 is not a whole number",
    )


@number("2.1")
@weight(1.5)
@tags("conv1d")
def test_conv1d_of_the_deck(student: ModuleType) -> None:
    """conv1d: the handout's example at stride 1."""
    assert_close(student.conv1d(SIGNAL, KERNEL), [-3, -3, 5, 3, 1], name="the convolution")


@number("2.2")
@weight(1)
@tags("conv1d")
def test_conv1d_of_the_deck_with_stride(student: ModuleType) -> None:
    """conv1d: the handout's example at stride 2."""
    received = student.conv1d(SIGNAL, KERNEL, stride=2)
    assert_close(received, [-3, 5, 1], name="the convolution")


@number("2.3")
@weight(1)
@tags("conv1d")
@given(kernel=integer_arrays(3), before=st.integers(0, 2), after=st.integers(0, 2))
def test_conv1d_of_an_impulse(
    student: ModuleType, kernel: np.ndarray, before: int, after: int
) -> None:
    """conv1d: a single 1 in the signal, padded by 2, gives the kernel back, in its own order."""
    assume(kernel.any())
    impulse = np.array([0.0] * before + [1.0] + [0.0] * after)
    expected = np.concatenate([np.zeros(before), kernel, np.zeros(after)])
    assert_close(student.conv1d(impulse, kernel, pad=2), expected, name="the convolution")


@number("2.4")
@weight(1.5)
@tags("conv1d")
@given(
    a=st.integers(1, 4).flatmap(nonzero_arrays),
    b=st.integers(1, 4).flatmap(nonzero_arrays),
)
def test_conv1d_commutes(
    student: ModuleType, partner: ModuleType, a: np.ndarray, b: np.ndarray
) -> None:
    """conv1d: a * b = b * a, each padded so that the two overlap in one entry or more."""
    expected = partner.conv1d(b, a, pad=len(a) - 1)
    assume(np.any(expected))
    received = student.conv1d(a, b, pad=len(b) - 1)
    assert_close(received, expected, name="a * b, with b * a as the expected answer,")


@number("3.1")
@weight(1.5)
@tags("toeplitz_matrix")
def test_toeplitz_of_the_handout(student: ModuleType) -> None:
    """toeplitz_matrix: the handout's two examples."""
    rows = [[-1, 0, 1, 0, 0], [0, -1, 0, 1, 0], [0, 0, -1, 0, 1]]
    assert_close(student.toeplitz_matrix(KERNEL, 5), rows, name="the matrix")
    rows = [[0, 1, 0, 0, 0], [0, -1, 0, 1, 0], [0, 0, 0, -1, 0]]
    received = student.toeplitz_matrix(KERNEL, 5, stride=2, pad=1)
    assert_close(received, rows, name="the matrix for stride 2 and padding 1")


@number("3.2")
@weight(2)
@tags("toeplitz_matrix")
@given(case=signals_and_kernels())
def test_toeplitz_matrix_convolves(
    student: ModuleType,
    partner: ModuleType,
    case: tuple[np.ndarray, np.ndarray, int, int],
) -> None:
    """toeplitz_matrix: T @ signal is conv1d(signal, kernel), for any stride and padding."""
    signal, kernel, stride, pad = case
    expected = partner.conv1d(signal, kernel, stride, pad)
    assume(np.any(expected))
    matrix = student.toeplitz_matrix(kernel, len(signal), stride, pad)
    assert_shape(matrix, (len(expected), len(signal)), name="T")
    assert_close(matrix @ signal, expected, name="T @ signal")


@number("4.1")
@weight(1)
@tags("dense_parameters")
def test_dense_parameters_of_the_deck(student: ModuleType) -> None:
    """dense_parameters: 7 inputs and 3 hidden units."""
    assert_equal(student.dense_parameters(7, 3), 21, name="the number of weights")


@number("4.2")
@weight(1)
@tags("local_parameters")
def test_local_parameters_of_the_deck(student: ModuleType) -> None:
    """local_parameters: a filter of 3 for each of 3 hidden units."""
    assert_equal(student.local_parameters(3, 3), 9, name="the number of weights")


@number("4.3")
@weight(1)
@tags("shared_parameters")
def test_shared_parameters_of_the_deck(student: ModuleType) -> None:
    """shared_parameters: one filter of 3 for all hidden units."""
    assert_equal(student.shared_parameters(3), 3, name="the number of weights")
