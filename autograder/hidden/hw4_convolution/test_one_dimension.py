"""Hidden checks of problems 1 to 4: sizes, the convolution of signals, and counting weights."""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking import (
    FEW_EXAMPLES,
    assert_close,
    assert_equal,
    assert_modifies_no_argument,
    assert_raises_value_error,
    telling,
)
from autograder.hidden.hw4_convolution.cases import (
    SignalCase,
    SizeCase,
    signal_cases,
    size_cases,
)

# From 2 up: with a factor of 1, a product or a sum cannot be told from the other number.
counts = st.integers(2, 50)


@number("1.3")
@weight(1)
@tags("conv_output_size")
@visibility("after_published")
@given(case=size_cases(strides=(1, 1)))
def test_output_size_with_padding(student: ModuleType, case: SizeCase) -> None:
    """conv_output_size: padding on both sides, at the default stride of 1."""
    size = student.conv_output_size(case.size, case.filter_size, pad=case.pad)
    assert_equal(size, case.output_size, name="the output size")


@number("1.4")
@weight(1)
@tags("conv_output_size")
@visibility("after_published")
@given(case=size_cases())
def test_output_size_with_stride(student: ModuleType, case: SizeCase) -> None:
    """conv_output_size: any stride, with and without padding."""
    size = student.conv_output_size(case.size, case.filter_size, case.stride, case.pad)
    assert_equal(size, case.output_size, name="the output size")


@number("1.5")
@weight(1)
@tags("conv_output_size")
@visibility("after_published")
@given(case=size_cases(strides=(2, 4)))
def test_output_size_with_a_remainder(student: ModuleType, case: SizeCase) -> None:
    """conv_output_size: ValueError if the stride leaves a remainder, and only then."""
    size = student.conv_output_size(case.size, case.filter_size, case.stride, case.pad)
    assert_equal(size, case.output_size, name="the output size")
    assert_raises_value_error(
        lambda: student.conv_output_size(case.misfit, case.filter_size, case.stride, case.pad),
        because="the steps of the filter do not end where the padded input ends",
    )


@number("1.6")
@weight(1)
@tags("conv_output_size")
@visibility("after_published")
@given(case=size_cases(too_small=True))
def test_output_size_of_a_too_large_filter(student: ModuleType, case: SizeCase) -> None:
    """conv_output_size: ValueError if the filter is larger than the padded input, and only then."""
    size = student.conv_output_size(case.size, case.filter_size, case.stride, case.pad)
    assert_equal(size, case.output_size, name="the output size")
    assert_raises_value_error(
        lambda: student.conv_output_size(case.misfit, case.filter_size, case.stride, case.pad),
        because="the filter is larger than the padded input",
    )


def _check_conv1d(student: ModuleType, reference: ModuleType, case: SignalCase) -> None:
    expected = reference.conv1d(case.signal, case.kernel, **case.options)
    received = student.conv1d(case.signal, case.kernel, **case.options)
    assert_close(received, telling(expected), name="the convolution")


@number("2.5")
@weight(2)
@tags("conv1d")
@visibility("after_published")
@given(case=signal_cases())
def test_conv1d_plain(student: ModuleType, reference: ModuleType, case: SignalCase) -> None:
    """conv1d: stride 1 and no padding, the defaults."""
    _check_conv1d(student, reference, case)


@number("2.6")
@weight(1.5)
@tags("conv1d")
@visibility("after_published")
@given(case=signal_cases(strides=(2, 3)))
def test_conv1d_stride(student: ModuleType, reference: ModuleType, case: SignalCase) -> None:
    """conv1d: strides of 2 and 3, without padding."""
    _check_conv1d(student, reference, case)


@number("2.7")
@weight(1.5)
@tags("conv1d")
@visibility("after_published")
@given(case=signal_cases(pads=(1, 3)))
def test_conv1d_padding(student: ModuleType, reference: ModuleType, case: SignalCase) -> None:
    """conv1d: zeros at both ends of the signal, at stride 1."""
    _check_conv1d(student, reference, case)


@number("2.8")
@weight(1.5)
@tags("conv1d")
@visibility("after_published")
@given(case=signal_cases(strides=(1, 3), pads=(0, 3)))
def test_conv1d_stride_and_padding(
    student: ModuleType, reference: ModuleType, case: SignalCase
) -> None:
    """conv1d: stride and padding together."""
    _check_conv1d(student, reference, case)


@number("2.9")
@weight(0.5)
@tags("conv1d")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=signal_cases(pads=(0, 1)))
def test_conv1d_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: SignalCase
) -> None:
    """conv1d: a right answer, with signal and kernel not modified."""
    expected = reference.conv1d(case.signal, case.kernel, **case.options)
    assert_modifies_no_argument(
        student.conv1d, case.signal, case.kernel, expected=telling(expected), **case.options
    )


def _check_toeplitz(student: ModuleType, reference: ModuleType, case: SignalCase) -> None:
    n = len(case.signal)
    expected = reference.toeplitz_matrix(case.kernel, n, **case.options)
    received = student.toeplitz_matrix(case.kernel, n, **case.options)
    assert_close(received, telling(expected), name="the matrix")


@number("3.3")
@weight(1.5)
@tags("toeplitz_matrix")
@visibility("after_published")
@given(case=signal_cases())
def test_toeplitz_plain(student: ModuleType, reference: ModuleType, case: SignalCase) -> None:
    """toeplitz_matrix: stride 1 and no padding, the defaults."""
    _check_toeplitz(student, reference, case)


@number("3.4")
@weight(1)
@tags("toeplitz_matrix")
@visibility("after_published")
@given(case=signal_cases(strides=(2, 3)))
def test_toeplitz_stride(student: ModuleType, reference: ModuleType, case: SignalCase) -> None:
    """toeplitz_matrix: strides of 2 and 3, without padding."""
    _check_toeplitz(student, reference, case)


@number("3.5")
@weight(1)
@tags("toeplitz_matrix")
@visibility("after_published")
@given(case=signal_cases(pads=(1, 3)))
def test_toeplitz_padding(student: ModuleType, reference: ModuleType, case: SignalCase) -> None:
    """toeplitz_matrix: zeros at both ends of the signal, at stride 1."""
    _check_toeplitz(student, reference, case)


@number("3.6")
@weight(0.5)
@tags("toeplitz_matrix")
@visibility("after_published")
@given(case=signal_cases(strides=(1, 3), pads=(0, 3)))
def test_toeplitz_stride_and_padding(
    student: ModuleType, reference: ModuleType, case: SignalCase
) -> None:
    """toeplitz_matrix: stride and padding together."""
    _check_toeplitz(student, reference, case)


@number("3.7")
@weight(0.5)
@tags("toeplitz_matrix")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=signal_cases())
def test_toeplitz_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: SignalCase
) -> None:
    """toeplitz_matrix: a right answer, with the kernel not modified."""
    n = len(case.signal)
    expected = reference.toeplitz_matrix(case.kernel, n)
    assert_modifies_no_argument(student.toeplitz_matrix, case.kernel, n, expected=telling(expected))


@number("4.4")
@weight(1)
@tags("dense_parameters")
@visibility("after_published")
@given(n_in=counts, n_out=counts)
def test_dense_parameters(
    student: ModuleType, reference: ModuleType, n_in: int, n_out: int
) -> None:
    """dense_parameters: layers of any size."""
    expected = reference.dense_parameters(n_in, n_out)
    assert_equal(student.dense_parameters(n_in, n_out), expected, name="the number of weights")


@number("4.5")
@weight(1)
@tags("local_parameters")
@visibility("after_published")
@given(filter_size=counts, n_out=counts)
def test_local_parameters(
    student: ModuleType, reference: ModuleType, filter_size: int, n_out: int
) -> None:
    """local_parameters: layers of any size."""
    expected = reference.local_parameters(filter_size, n_out)
    received = student.local_parameters(filter_size, n_out)
    assert_equal(received, expected, name="the number of weights")


@number("4.6")
@weight(1)
@tags("shared_parameters")
@visibility("after_published")
@given(filter_size=counts)
def test_shared_parameters(student: ModuleType, reference: ModuleType, filter_size: int) -> None:
    """shared_parameters: filters of any size."""
    expected = reference.shared_parameters(filter_size)
    assert_equal(student.shared_parameters(filter_size), expected, name="the number of weights")
