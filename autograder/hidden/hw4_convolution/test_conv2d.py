"""Hidden checks of problems 5 and 6: the convolutional layer.

The backward function gets the cache of the same submission's forward function; its gradients are
compared with those of the reference, so that a mistake in the forward's output costs nothing here.
"""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import FEW_EXAMPLES, assert_close, assert_modifies_no_argument, telling
from autograder.hidden.hw4_convolution.cases import (
    ConvolutionCase,
    convolution_cases,
)


def _check_forward(student: ModuleType, reference: ModuleType, case: ConvolutionCase) -> None:
    expected, _ = reference.conv2d_forward(case.x, case.w, case.b, **case.options)
    out, _ = student.conv2d_forward(case.x, case.w, case.b, **case.options)
    assert_close(out, telling(expected), name="out")


@number("5.6")
@weight(2)
@tags("conv2d_forward")
@visibility("after_published")
@given(case=convolution_cases(single=True))
def test_conv2d_forward_plain(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_forward: one square image and filter, one channel, stride 1, no padding, b = 0."""
    _check_forward(student, reference, case)


@number("5.7")
@weight(2)
@tags("conv2d_forward")
@visibility("after_published")
@given(case=convolution_cases(strides=(2, 3), single=True))
def test_conv2d_forward_stride(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_forward: strides of 2 and 3, with windows that overlap, touch or leave gaps."""
    _check_forward(student, reference, case)


@number("5.8")
@weight(1.5)
@tags("conv2d_forward")
@visibility("after_published")
@given(case=convolution_cases(pads=(1, 2), single=True))
def test_conv2d_forward_padding(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_forward: one or two rows and columns of zeros on each of the four sides."""
    _check_forward(student, reference, case)


@number("5.9")
@weight(1.5)
@tags("conv2d_forward")
@visibility("after_published")
@given(case=convolution_cases())
def test_conv2d_forward_channels(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_forward: several images, channels and filters at stride 1 without padding."""
    _check_forward(student, reference, case)


@number("5.10")
@weight(1.5)
@tags("conv2d_forward")
@visibility("after_published")
@given(case=convolution_cases(rectangular=True, single=True))
def test_conv2d_forward_rectangular(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_forward: images and filters that are not square."""
    _check_forward(student, reference, case)


@number("5.11")
@weight(1)
@tags("conv2d_forward")
@visibility("after_published")
@given(case=convolution_cases(biased=True))
def test_conv2d_forward_bias(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_forward: the bias of each filter is added once to each of its outputs."""
    _check_forward(student, reference, case)


@number("5.12")
@weight(1)
@tags("conv2d_forward")
@visibility("after_published")
@given(case=convolution_cases(strides=(1, 3), pads=(0, 2), rectangular=True, biased=True))
def test_conv2d_forward_everything(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_forward: stride, padding, channels, rectangles and biases together."""
    _check_forward(student, reference, case)


@number("5.13")
@weight(0.5)
@tags("conv2d_forward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=convolution_cases(pads=(0, 1), single=True))
def test_conv2d_forward_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_forward: a right answer, with x, w and b not modified."""
    expected, _ = reference.conv2d_forward(case.x, case.w, case.b, **case.options)
    assert_modifies_no_argument(
        student.conv2d_forward,
        case.x,
        case.w,
        case.b,
        expected=(telling(expected), None),
        **case.options,
    )


_GRADIENTS = ("dx", "dw", "db")


def _check_backward(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase, *names: str
) -> None:
    _, cache = reference.conv2d_forward(case.x, case.w, case.b, **case.options)
    expected = dict(zip(_GRADIENTS, reference.conv2d_backward(case.dout, cache), strict=True))
    _, cache = student.conv2d_forward(case.x, case.w, case.b, **case.options)
    received = dict(zip(_GRADIENTS, student.conv2d_backward(case.dout, cache), strict=True))
    for name in names:
        assert_close(received[name], telling(expected[name]), name=name)


@number("6.6")
@weight(1.5)
@tags("conv2d_backward")
@visibility("after_published")
@given(case=convolution_cases())
def test_conv2d_backward_dx_plain(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_backward: dx at stride 1 without padding (pad = 0)."""
    _check_backward(student, reference, case, "dx")


@number("6.7")
@weight(1.5)
@tags("conv2d_backward")
@visibility("after_published")
@given(case=convolution_cases())
def test_conv2d_backward_dw_plain(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_backward: dw at stride 1 without padding (pad = 0)."""
    _check_backward(student, reference, case, "dw")


@number("6.8")
@weight(1)
@tags("conv2d_backward")
@visibility("after_published")
@given(case=convolution_cases(strides=(1, 3), pads=(0, 2), rectangular=True, biased=True))
def test_conv2d_backward_db(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_backward: db, summed over images and pixels."""
    _check_backward(student, reference, case, "db")


@number("6.9")
@weight(1.5)
@tags("conv2d_backward")
@visibility("after_published")
@given(case=convolution_cases(strides=(2, 3)))
def test_conv2d_backward_dx_stride(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_backward: dx for strides of 2 and 3, also where windows leave gaps."""
    _check_backward(student, reference, case, "dx")


@number("6.10")
@weight(1.5)
@tags("conv2d_backward")
@visibility("after_published")
@given(case=convolution_cases(strides=(2, 3)))
def test_conv2d_backward_dw_stride(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_backward: dw for strides of 2 and 3, also where windows leave gaps."""
    _check_backward(student, reference, case, "dw")


@number("6.11")
@weight(1.5)
@tags("conv2d_backward")
@visibility("after_published")
@given(case=convolution_cases(pads=(1, 2)))
def test_conv2d_backward_dx_padding(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_backward: dx with padding has the shape of x; the padding's part is cut off."""
    _check_backward(student, reference, case, "dx")


@number("6.12")
@weight(1.5)
@tags("conv2d_backward")
@visibility("after_published")
@given(case=convolution_cases(pads=(1, 2)))
def test_conv2d_backward_dw_padding(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_backward: dw with padding."""
    _check_backward(student, reference, case, "dw")


@number("6.13")
@weight(1)
@tags("conv2d_backward")
@visibility("after_published")
@given(case=convolution_cases(rectangular=True))
def test_conv2d_backward_rectangular(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_backward: dx and dw of images and filters that are not square."""
    _check_backward(student, reference, case, "dx", "dw")


@number("6.14")
@weight(0.5)
@tags("conv2d_backward")
@visibility("after_published")
@given(case=convolution_cases(strides=(1, 3), pads=(0, 2), rectangular=True, biased=True))
def test_conv2d_backward_everything(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_backward: stride, padding, channels, rectangles and biases together."""
    _check_backward(student, reference, case, *_GRADIENTS)


@number("6.15")
@weight(0.5)
@tags("conv2d_backward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=convolution_cases(pads=(0, 1), single=True))
def test_conv2d_backward_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: ConvolutionCase
) -> None:
    """conv2d_backward: a right answer, with dout not modified."""
    _, cache = reference.conv2d_forward(case.x, case.w, case.b, **case.options)
    dx, dw, db = reference.conv2d_backward(case.dout, cache)
    _, cache = student.conv2d_forward(case.x, case.w, case.b, **case.options)
    assert_modifies_no_argument(
        student.conv2d_backward, case.dout, cache, expected=(telling(dx), dw, db)
    )
