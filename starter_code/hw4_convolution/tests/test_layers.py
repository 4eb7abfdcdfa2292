"""Visible checks of problems 7 to 9: the ReLU, max pooling and fully connected layers.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file; when the class is graded, `partner` always answers right.
"""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.checking import (
    assert_close,
    distinct_arrays,
    integer_arrays,
    nonzero_arrays,
    numerical_gradient,
)

# An image whose two windows of 3 × 3, at stride 2, have the 5 as their maximum.
SHARED_MAXIMUM = np.array([[[[1.0, 2, 5, 3, 4], [-1, -2, -3, -4, -5], [0, -6, -7, -8, -9]]]])


@number("7.1")
@weight(1)
@tags("relu_forward")
def test_relu_forward_of_the_handout(student: ModuleType) -> None:
    """relu_forward: the handout's example."""
    out, _ = student.relu_forward(np.array([[-2.0, 0.5], [3, -1]]))
    assert_close(out, [[0, 0.5], [3, 0]], name="out")


@number("7.2")
@weight(0.5)
@tags("relu_forward")
@given(x=nonzero_arrays(2, 3))
def test_relu_forward_splits_its_input(
    student: ModuleType, partner: ModuleType, x: np.ndarray
) -> None:
    """relu_forward: relu(x) - relu(-x) = x."""
    negative_part, _ = partner.relu_forward(-x)
    out, _ = student.relu_forward(x)
    assert_close(out, x + negative_part, name="relu(x)")


@number("7.3")
@weight(1)
@tags("relu_backward")
def test_relu_backward_of_the_handout(student: ModuleType) -> None:
    """relu_backward: the handout's example."""
    _, cache = student.relu_forward(np.array([[-2.0, 0.5], [3, -1]]))
    dx = student.relu_backward(np.array([[10.0, 20], [-30, 40]]), cache)
    assert_close(dx, [[0, 20], [-30, 0]], name="dx")


@number("7.4")
@weight(0.5)
@tags("relu_backward")
@given(x=nonzero_arrays(2, 3), dout=integer_arrays(2, 3))
def test_relu_backward_by_differences(
    student: ModuleType, partner: ModuleType, x: np.ndarray, dout: np.ndarray
) -> None:
    """relu_backward: dx is the gradient found by moving each entry of x up and down a little."""
    expected = numerical_gradient(lambda x: partner.relu_forward(x)[0], x, dout, step=0.25)
    assume(np.any(expected))
    _, cache = student.relu_forward(x)
    assert_close(student.relu_backward(dout, cache), expected, name="dx")


@number("8.1")
@weight(1)
@tags("max_pool2d_forward")
def test_max_pool2d_forward_of_the_handout(student: ModuleType) -> None:
    """max_pool2d_forward: the handout's example: windows of size 3 that overlap, at stride 2."""
    out, _ = student.max_pool2d_forward(SHARED_MAXIMUM, 3, 2)
    assert_close(out, [[[[5, 5]]]], name="out")


@number("8.2")
@weight(1)
@tags("max_pool2d_forward")
def test_max_pool2d_forward_of_two_channels(student: ModuleType) -> None:
    """max_pool2d_forward: each channel by itself, in windows of size 2 side by side."""
    x = np.array([[[[1.0, 2, 3, 4], [8, 7, 6, 5]], [[-1, -2, -3, -4], [-8, -7, -6, -5]]]])
    out, _ = student.max_pool2d_forward(x, 2, 2)
    assert_close(out, [[[[8, 6]], [[-1, -3]]]], name="out")


@number("8.3")
@weight(1)
@tags("max_pool2d_forward")
@given(x=distinct_arrays(1, 2, 5, 3), shift=st.integers(-20, 20), stride=st.integers(1, 2))
def test_max_pool2d_forward_shifts(
    student: ModuleType, partner: ModuleType, x: np.ndarray, shift: int, stride: int
) -> None:
    """max_pool2d_forward: adding a number to all pixels adds it to all maxima."""
    expected, _ = partner.max_pool2d_forward(x - shift, 3, stride)
    out, _ = student.max_pool2d_forward(x, 3, stride)
    assert_close(out, expected + shift, name="out")


@number("8.4")
@weight(1.5)
@tags("max_pool2d_backward")
def test_max_pool2d_backward_of_the_handout(student: ModuleType) -> None:
    """max_pool2d_backward: the handout's example: two windows with one maximum add up."""
    _, cache = student.max_pool2d_forward(SHARED_MAXIMUM, 3, 2)
    expected = np.zeros(SHARED_MAXIMUM.shape)
    expected[0, 0, 0, 2] = 11
    dx = student.max_pool2d_backward(np.array([[[[1.0, 10]]]]), cache)
    assert_close(dx, expected, name="dx")


@number("8.5")
@weight(1.5)
@tags("max_pool2d_backward")
@given(x=distinct_arrays(1, 2, 3, 5), dout=nonzero_arrays(1, 2, 1, 3), stride=st.integers(1, 2))
def test_max_pool2d_backward_by_differences(
    student: ModuleType, partner: ModuleType, x: np.ndarray, dout: np.ndarray, stride: int
) -> None:
    """max_pool2d_backward: dx is the gradient found by moving each pixel up and down a little."""
    # Windows of size 3 in rows of 5 pixels: three at stride 1, two at stride 2.
    dout = dout[..., : 4 - stride].copy()
    expected = numerical_gradient(
        lambda x: partner.max_pool2d_forward(x, 3, stride)[0], x, dout, step=0.25
    )
    assume(np.any(expected))
    _, cache = student.max_pool2d_forward(x, 3, stride)
    assert_close(student.max_pool2d_backward(dout, cache), expected, name="dx")


@number("9.1")
@weight(1.5)
@tags("fully_connected_forward")
def test_fully_connected_forward_of_the_handout(student: ModuleType) -> None:
    """fully_connected_forward: the handout's example."""
    x = np.array([[[1.0, 2]], [[3, 4]]])
    out, _ = student.fully_connected_forward(x, np.array([[1.0], [10]]), np.array([0.5]))
    assert_close(out, [[21.5], [43.5]], name="out")


@number("9.2")
@weight(0.5)
@tags("fully_connected_backward")
def test_fully_connected_backward_of_the_handout(student: ModuleType) -> None:
    """fully_connected_backward: the handout's example."""
    x = np.array([[[1.0, 2]], [[3, 4]]])
    _, cache = student.fully_connected_forward(x, np.array([[1.0], [10]]), np.array([0.5]))
    dx, dw, db = student.fully_connected_backward(np.array([[1.0], [2]]), cache)
    assert_close(dx, [[[1, 10]], [[2, 20]]], name="dx")
    assert_close(dw, [[7], [10]], name="dw")
    assert_close(db, [3], name="db")


@number("9.3")
@weight(1)
@tags("fully_connected_backward")
@given(
    x=integer_arrays(2, 1, 3),
    w=integer_arrays(3, 2),
    b=integer_arrays(2),
    dout=nonzero_arrays(2, 2),
)
def test_fully_connected_backward_by_differences(
    student: ModuleType,
    partner: ModuleType,
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    dout: np.ndarray,
) -> None:
    """fully_connected_backward: dx, dw, db are the gradients found by differences."""
    layer = partner.fully_connected_forward
    expected = (
        numerical_gradient(lambda x: layer(x, w, b)[0], x, dout, step=0.5),
        numerical_gradient(lambda w: layer(x, w, b)[0], w, dout, step=0.5),
        numerical_gradient(lambda b: layer(x, w, b)[0], b, dout, step=0.5),
    )
    assume(all(np.any(gradient) for gradient in expected))
    _, cache = student.fully_connected_forward(x, w, b)
    received = student.fully_connected_backward(dout, cache)
    for name, gradient, right in zip(("dx", "dw", "db"), received, expected, strict=True):
        assert_close(gradient, right, name=name)
