"""Eight checks of hw4_convolution, four of which draw 100 cases each: the same for every tool.

They are as a week's checks are, plain functions that take `student` and `reference`. What they draw
is drawn as in hw4's own, whose `cases.py` is put next to them.
"""

from types import ModuleType

import numpy as np
from eight_cases import (
    ConvolutionCase,
    PoolingCase,
    SignalCase,
    convolution_cases,
    pooling_cases,
    signal_cases,
)
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import given, settings

from autograder.checking import assert_close

_hundred = settings(max_examples=100, deadline=None, database=None)
_everything = convolution_cases(strides=(1, 3), pads=(0, 2), rectangular=True, biased=True)


@number("1")
@weight(1)
@tags("conv_output_size")
def test_output_size(student: ModuleType) -> None:
    """conv_output_size: a filter of 3 on an input of 7, by steps of 2, on a padding of 1."""
    assert student.conv_output_size(7, 3, stride=2, pad=1) == 4


@number("2")
@weight(1)
@tags("relu_forward")
def test_relu_forward(student: ModuleType) -> None:
    """relu_forward: negative numbers become zero."""
    out, _ = student.relu_forward(np.array([[-2.0, 0.5], [3, -1]]))
    assert_close(out, [[0, 0.5], [3, 0]], name="out")


@number("3")
@weight(1)
@tags("relu_backward")
def test_relu_backward(student: ModuleType) -> None:
    """relu_backward: only what passed gets a gradient."""
    _, cache = student.relu_forward(np.array([[-2.0, 0.5], [3, -1]]))
    dx = student.relu_backward(np.array([[10.0, 20], [-30, 40]]), cache)
    assert_close(dx, [[0, 20], [-30, 0]], name="dx")


@number("4")
@weight(1)
@tags("fully_connected_forward")
def test_fully_connected_forward(student: ModuleType) -> None:
    """fully_connected_forward: two outputs of one image."""
    x, w, b = np.array([[1.0, 2]]), np.array([[1.0, 0], [3, 1]]), np.array([1.0, -1])
    out, _ = student.fully_connected_forward(x, w, b)
    assert_close(out, [[8, 1]], name="out")


@number("5")
@weight(1)
@tags("conv1d")
@_hundred
@given(case=signal_cases(strides=(1, 3), pads=(0, 2)))
def test_conv1d(student: ModuleType, reference: ModuleType, case: SignalCase) -> None:
    """conv1d: any stride and padding."""
    expected = reference.conv1d(case.signal, case.kernel, **case.options)
    assert_close(student.conv1d(case.signal, case.kernel, **case.options), expected)


@number("6")
@weight(1)
@tags("conv2d_forward")
@_hundred
@given(case=_everything)
def test_conv2d_forward(student: ModuleType, reference: ModuleType, case: ConvolutionCase) -> None:
    """conv2d_forward: stride, padding, channels, rectangles and biases together."""
    expected, _ = reference.conv2d_forward(case.x, case.w, case.b, **case.options)
    out, _ = student.conv2d_forward(case.x, case.w, case.b, **case.options)
    assert_close(out, expected, name="out")


@number("7")
@weight(1)
@tags("conv2d_backward")
@_hundred
@given(case=_everything)
def test_conv2d_backward(student: ModuleType, reference: ModuleType, case: ConvolutionCase) -> None:
    """conv2d_backward: stride, padding, channels, rectangles and biases together."""
    _, cache = reference.conv2d_forward(case.x, case.w, case.b, **case.options)
    expected = reference.conv2d_backward(case.dout, cache)
    _, cache = student.conv2d_forward(case.x, case.w, case.b, **case.options)
    received = student.conv2d_backward(case.dout, cache)
    for name, one, other in zip(("dx", "dw", "db"), received, expected, strict=True):
        assert_close(one, other, name=name)


@number("8")
@weight(1)
@tags("max_pool2d_forward")
@_hundred
@given(case=pooling_cases(extra_stride=(-1, 1), square=False))
def test_max_pool2d_forward(student: ModuleType, reference: ModuleType, case: PoolingCase) -> None:
    """max_pool2d_forward: windows that overlap, touch or leave gaps."""
    expected, _ = reference.max_pool2d_forward(case.x, case.size, case.stride)
    out, _ = student.max_pool2d_forward(case.x, case.size, case.stride)
    assert_close(out, expected, name="out")
