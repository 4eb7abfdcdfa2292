"""Hidden checks of problem 8: max pooling. Inputs have no ties.

The backward function gets the cache of the same submission's forward.
"""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import FEW_EXAMPLES, assert_close, assert_modifies_no_argument, telling
from autograder.hidden.hw4_convolution.cases import (
    PoolingCase,
    pooling_cases,
)


def _check_pooling(student: ModuleType, reference: ModuleType, case: PoolingCase) -> None:
    expected, _ = reference.max_pool2d_forward(case.x, case.size, case.stride)
    out, _ = student.max_pool2d_forward(case.x, case.size, case.stride)
    assert_close(out, telling(expected), name="out")


@number("8.6")
@weight(1)
@tags("max_pool2d_forward")
@visibility("after_published")
@given(case=pooling_cases())
def test_max_pool2d_forward_tiles(
    student: ModuleType, reference: ModuleType, case: PoolingCase
) -> None:
    """max_pool2d_forward: windows side by side (stride = size)."""
    _check_pooling(student, reference, case)


@number("8.7")
@weight(1.5)
@tags("max_pool2d_forward")
@visibility("after_published")
@given(case=pooling_cases(extra_stride=(-2, -1)))
def test_max_pool2d_forward_overlap(
    student: ModuleType, reference: ModuleType, case: PoolingCase
) -> None:
    """max_pool2d_forward: windows that overlap (stride < size)."""
    _check_pooling(student, reference, case)


@number("8.8")
@weight(0.5)
@tags("max_pool2d_forward")
@visibility("after_published")
@given(case=pooling_cases(sizes=(1, 2), extra_stride=(1, 2)))
def test_max_pool2d_forward_gaps(
    student: ModuleType, reference: ModuleType, case: PoolingCase
) -> None:
    """max_pool2d_forward: windows with gaps between them (stride > size)."""
    _check_pooling(student, reference, case)


@number("8.9")
@weight(0.5)
@tags("max_pool2d_forward")
@visibility("after_published")
@given(case=pooling_cases(extra_stride=(-1, 0), negative=True))
def test_max_pool2d_forward_negative(
    student: ModuleType, reference: ModuleType, case: PoolingCase
) -> None:
    """max_pool2d_forward: inputs that are all negative."""
    _check_pooling(student, reference, case)


@number("8.10")
@weight(1)
@tags("max_pool2d_forward")
@visibility("after_published")
@given(case=pooling_cases(sizes=(1, 3), extra_stride=(-1, 1), square=False))
def test_max_pool2d_forward_images_and_channels(
    student: ModuleType, reference: ModuleType, case: PoolingCase
) -> None:
    """max_pool2d_forward: several images and channels, not square, any size and stride."""
    _check_pooling(student, reference, case)


@number("8.11")
@weight(0.5)
@tags("max_pool2d_forward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=pooling_cases())
def test_max_pool2d_forward_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: PoolingCase
) -> None:
    """max_pool2d_forward: a right answer, with x not modified."""
    expected, _ = reference.max_pool2d_forward(case.x, case.size, case.stride)
    assert_modifies_no_argument(
        student.max_pool2d_forward,
        case.x,
        case.size,
        case.stride,
        expected=(telling(expected), None),
    )


def _check_pooling_gradient(student: ModuleType, reference: ModuleType, case: PoolingCase) -> None:
    _, cache = reference.max_pool2d_forward(case.x, case.size, case.stride)
    expected = reference.max_pool2d_backward(case.dout, cache)
    _, cache = student.max_pool2d_forward(case.x, case.size, case.stride)
    assert_close(student.max_pool2d_backward(case.dout, cache), telling(expected), name="dx")


@number("8.12")
@weight(1)
@tags("max_pool2d_backward")
@visibility("after_published")
@given(case=pooling_cases())
def test_max_pool2d_backward_tiles(
    student: ModuleType, reference: ModuleType, case: PoolingCase
) -> None:
    """max_pool2d_backward: windows side by side (stride = size)."""
    _check_pooling_gradient(student, reference, case)


@number("8.13")
@weight(1.5)
@tags("max_pool2d_backward")
@visibility("after_published")
@given(case=pooling_cases(extra_stride=(-2, -1)))
def test_max_pool2d_backward_overlap(
    student: ModuleType, reference: ModuleType, case: PoolingCase
) -> None:
    """max_pool2d_backward: windows that overlap (stride < size) and may share their maximum."""
    _check_pooling_gradient(student, reference, case)


@number("8.14")
@weight(1)
@tags("max_pool2d_backward")
@visibility("after_published")
@given(case=pooling_cases(sizes=(1, 2), extra_stride=(1, 2)))
def test_max_pool2d_backward_gaps(
    student: ModuleType, reference: ModuleType, case: PoolingCase
) -> None:
    """max_pool2d_backward: windows with gaps between them (stride > size)."""
    _check_pooling_gradient(student, reference, case)


@number("8.15")
@weight(1)
@tags("max_pool2d_backward")
@visibility("after_published")
@given(case=pooling_cases(sizes=(1, 3), extra_stride=(-1, 1), square=False))
def test_max_pool2d_backward_images_and_channels(
    student: ModuleType, reference: ModuleType, case: PoolingCase
) -> None:
    """max_pool2d_backward: several images and channels, not square, any size and stride."""
    _check_pooling_gradient(student, reference, case)


@number("8.16")
@weight(0.5)
@tags("max_pool2d_backward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=pooling_cases())
def test_max_pool2d_backward_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: PoolingCase
) -> None:
    """max_pool2d_backward: a right answer, with dout not modified."""
    _, cache = reference.max_pool2d_forward(case.x, case.size, case.stride)
    expected = reference.max_pool2d_backward(case.dout, cache)
    _, cache = student.max_pool2d_forward(case.x, case.size, case.stride)
    assert_modifies_no_argument(
        student.max_pool2d_backward, case.dout, cache, expected=telling(expected)
    )
