"""Visible checks of problems 5 and 6: the convolutional layer.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file. When the class is graded, `partner` always answers right: a mistake in your
conv2d_forward then costs none of conv2d_backward's points.
"""

from dataclasses import dataclass
from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.checking import (
    assert_close,
    assert_shape,
    inner,
    integer_arrays,
    nonzero_arrays,
    numerical_gradient,
    window_geometries,
)


@dataclass(frozen=True)
class Convolution:
    """Arguments of conv2d_forward, and a gradient that arrives at its output."""

    x: np.ndarray
    w: np.ndarray
    b: np.ndarray
    dout: np.ndarray
    stride: int
    pad: int


@st.composite
def convolutions(draw: st.DrawFn) -> Convolution:
    """Any images, filters, stride and padding that fit, in small numbers."""
    # No zeros: whatever the sizes, something reaches the output.
    sizes = draw(window_geometries())
    return Convolution(
        x=draw(nonzero_arrays(*sizes.input_shape)),
        w=draw(nonzero_arrays(*sizes.filter_shape)),
        b=draw(integer_arrays(sizes.filters)),
        dout=draw(nonzero_arrays(*sizes.output_shape)),
        stride=sizes.stride,
        pad=sizes.pad,
    )


def image(*rows: list[float]) -> np.ndarray:
    """One image (or filter) of one channel, as an array of four axes."""
    return np.array([[rows]], dtype=np.float64)


COUNTING = image([0, 1, 2], [3, 4, 5], [6, 7, 8])


@number("5.1")
@weight(2)
@tags("conv2d_forward")
def test_conv2d_forward_of_the_handout(student: ModuleType) -> None:
    """conv2d_forward: the handout's first example: the filter is not flipped."""
    out, _ = student.conv2d_forward(COUNTING, image([1, 0], [0, 0]), np.zeros(1))
    assert_close(out, image([0, 1], [3, 4]), name="out")


@number("5.2")
@weight(1.5)
@tags("conv2d_forward")
def test_conv2d_forward_with_stride_and_padding(student: ModuleType) -> None:
    """conv2d_forward: the handout's second example: stride 2, padding 1 and a bias of 10."""
    x = image([1, 2, 3], [4, 5, 6], [7, 8, 9])
    w = image([0, 0, 0], [0, 1, 2], [0, 0, 3])
    out, _ = student.conv2d_forward(x, w, np.array([10.0]), stride=2, pad=1)
    assert_close(out, image([30, 13], [33, 19]), name="out")


@number("5.3")
@weight(1)
@tags("conv2d_forward")
def test_conv2d_forward_with_two_filters(student: ModuleType) -> None:
    """conv2d_forward: two images of two channels, two filters of one row and two columns."""
    x = np.array([[[[1.0, 2, 3]], [[10, 20, 30]]], [[[0, 0, 0]], [[0, 0, 5]]]])
    w = np.array([[[[1.0, 0]], [[0, 1]]], [[[0, 0]], [[-1, 1]]]])
    out, _ = student.conv2d_forward(x, w, np.array([100.0, 0]))
    expected = [[[[121.0, 132]], [[10, 10]]], [[[100, 105]], [[0, 5]]]]
    assert_close(out, expected, name="out")


@number("5.4")
@weight(1.5)
@tags("conv2d_forward")
@given(case=convolutions())
def test_conv2d_forward_adds_up_channels(
    student: ModuleType, partner: ModuleType, case: Convolution
) -> None:
    """conv2d_forward: with all channels at once, the sum of the channels taken one by one."""
    expected = case.b[:, np.newaxis, np.newaxis] + sum(
        partner.conv2d_forward(
            case.x[:, [c]], case.w[:, [c]], np.zeros(len(case.b)), case.stride, case.pad
        )[0]
        for c in range(case.x.shape[1])
    )
    assume(np.any(expected))
    out, _ = student.conv2d_forward(case.x, case.w, case.b, case.stride, case.pad)
    assert_close(out, expected, name="out")


@number("5.5")
@weight(1)
@tags("conv2d_forward")
@given(case=convolutions())
def test_conv2d_forward_turns_with_the_image(
    student: ModuleType, partner: ModuleType, case: Convolution
) -> None:
    """conv2d_forward: with height and width swapped in image and filter, they are in out, too."""
    turned, _ = partner.conv2d_forward(
        np.ascontiguousarray(case.x.swapaxes(2, 3)),
        np.ascontiguousarray(case.w.swapaxes(2, 3)),
        case.b,
        case.stride,
        case.pad,
    )
    assume(np.any(turned))
    out, _ = student.conv2d_forward(case.x, case.w, case.b, case.stride, case.pad)
    assert_close(out, turned.swapaxes(2, 3), name="out")


def _worked_example(student: ModuleType) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of the handout's example of problem 6."""
    _, cache = student.conv2d_forward(COUNTING, image([1, 2], [3, 4]), np.zeros(1))
    dx, dw, db = student.conv2d_backward(image([1, 0], [0, 2]), cache)
    return dx, dw, db


@number("6.1")
@weight(1)
@tags("conv2d_backward")
def test_conv2d_backward_dx_of_the_handout(student: ModuleType) -> None:
    """conv2d_backward: dx in the handout's example."""
    dx, _, _ = _worked_example(student)
    assert_close(dx, image([1, 2, 0], [3, 6, 4], [0, 6, 8]), name="dx")


@number("6.2")
@weight(1)
@tags("conv2d_backward")
def test_conv2d_backward_dw_of_the_handout(student: ModuleType) -> None:
    """conv2d_backward: dw in the handout's example."""
    _, dw, _ = _worked_example(student)
    assert_close(dw, image([8, 11], [17, 20]), name="dw")


@number("6.3")
@weight(2.5)
@tags("conv2d_backward")
@given(case=convolutions())
def test_conv2d_backward_dx_is_adjoint(
    student: ModuleType, partner: ModuleType, case: Convolution
) -> None:
    """conv2d_backward: ⟨conv(x), dout⟩ = ⟨x, dx⟩ for b = 0, since conv is linear in x."""
    expected = _inner_with_output(partner, case)
    dx, _, _ = _gradients(student, case)
    assert_shape(dx, case.x.shape, name="dx")
    assert_close(inner(case.x, dx), expected, name="⟨x, dx⟩")


@number("6.4")
@weight(2)
@tags("conv2d_backward")
@given(case=convolutions())
def test_conv2d_backward_dw_is_adjoint(
    student: ModuleType, partner: ModuleType, case: Convolution
) -> None:
    """conv2d_backward: ⟨conv(x), dout⟩ = ⟨w, dw⟩ for b = 0, since conv is linear in w."""
    expected = _inner_with_output(partner, case)
    _, dw, _ = _gradients(student, case)
    assert_shape(dw, case.w.shape, name="dw")
    assert_close(inner(case.w, dw), expected, name="⟨w, dw⟩")


@number("6.5")
@weight(1.5)
@tags("conv2d_backward")
@given(case=convolutions())
def test_conv2d_backward_db_by_differences(
    student: ModuleType, partner: ModuleType, case: Convolution
) -> None:
    """conv2d_backward: db is the gradient found by moving b up and down a little."""
    expected = numerical_gradient(
        lambda b: partner.conv2d_forward(case.x, case.w, b, case.stride, case.pad)[0],
        case.b,
        case.dout,
        step=0.5,
    )
    assume(np.any(expected))
    _, _, db = _gradients(student, case)
    assert_close(db, expected, name="db")


def _inner_with_output(partner: ModuleType, case: Convolution) -> float:
    """⟨conv(x), dout⟩ for b = 0."""
    out, _ = partner.conv2d_forward(case.x, case.w, 0 * case.b, case.stride, case.pad)
    product = inner(out, case.dout)
    assume(product != 0)
    return product


def _gradients(student: ModuleType, case: Convolution) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    _, cache = student.conv2d_forward(case.x, case.w, case.b, case.stride, case.pad)
    dx, dw, db = student.conv2d_backward(case.dout, cache)
    return dx, dw, db
